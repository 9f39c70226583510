#!/usr/bin/env bash
# Siyaq beside other tools, on the first megabytes of a dump (JSON objects with a field `text`, one
# a line):
#
#   benches/compare/run.sh DUMP.jsonl [OUT.csv]
#
# MEGABYTES=20 says how much of the dump is used; the slowest tool decides how much makes sense.
# The other tools are installed into target/compare-venv, nothing outside of it.
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

venv=$target/compare-venv
if [ ! -x "$venv/bin/python" ]; then
    python3 -m venv "$venv"
fi
# The tokeniser of camel-tools needs two small packages; the rest of it needs gigabytes.
"$venv/bin/pip" install --quiet emoji regex nltk==3.10.4 scikit-learn==1.9.1
"$venv/bin/pip" install --quiet --no-deps camel-tools==1.6.0

version=$(git describe --always --dirty 2>/dev/null || echo unknown)
exec "$venv/bin/python" "$here/compare.py" --siyaq "$target/release/compare" \
    --siyaq-version "$version" --megabytes "${MEGABYTES:-20}" "$dump" ${out:+"$out"}
