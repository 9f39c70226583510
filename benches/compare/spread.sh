#!/usr/bin/env bash
# Dispersion, diversity, keyness over texts and change over time by Siyaq beside other tools, on the
# first megabytes of a dump (JSON objects with the fields `id`, `text` and, for change, `date`, one a
# line):
#
#   benches/compare/spread.sh DUMP.jsonl [OUT.csv]
#
# MEGABYTES=5 says how much of the dump is used. The other tools count the words for themselves, from
# the tokens. Fails where a number differs in another way than it is known to. The tools are installed
# into target/spread-venv, nothing outside of it.
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

if [ -z "${SIYAQ:-}" ]; then
    cargo build --release --locked -p siyaq-cli
    SIYAQ=$target/release/siyaq
fi

venv=$target/spread-venv
if [ ! -x "$venv/bin/python" ]; then
    python3 -m venv "$venv"
fi
"$venv/bin/pip" install --quiet corpus-dispersion==0.2.0 lexicalrichness==0.5.1 scipy==1.17.1 \
    statsmodels==0.15.0 pymannkendall==1.4.3

exec "$venv/bin/python" "$here/spread.py" --siyaq "$SIYAQ" --megabytes "${MEGABYTES:-5}" "$dump" \
    ${out:+"$out"}
