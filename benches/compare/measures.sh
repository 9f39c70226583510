#!/usr/bin/env bash
# The measures of association of Siyaq beside those of other tools, on the counts of the first
# megabytes of a dump (JSON objects with a field `text`, one a line):
#
#   benches/compare/measures.sh DUMP.jsonl [OUT.csv]
#
# MEGABYTES=5 says how much of the dump is used. Fails where a measure differs in another way than
# it is known to. The other tools are installed into target/measures-venv, nothing outside of it.
set -euo pipefail
if [ $# -lt 1 ]; then
    sed -n '2,/^set/p' "$0" | sed '$d; s/^# \{0,1\}//' >&2
    exit 2
fi
here=$(cd "$(dirname "$0")" && pwd)
dump=$(realpath "$1")
out=${2:+$(realpath -m "$2")}
cd "$here/../.."
target=${CARGO_TARGET_DIR:-target}

cargo build --release --locked -p siyaq-benches --bin compare

venv=$target/measures-venv
if [ ! -x "$venv/bin/python" ]; then
    python3 -m venv "$venv"
fi
"$venv/bin/pip" install --quiet association-measures==0.3.2 nltk==3.10.4 scipy==1.17.1

exec "$venv/bin/python" "$here/measures.py" --siyaq "$target/release/compare" \
    --megabytes "${MEGABYTES:-5}" "$dump" ${out:+"$out"}
