#!/usr/bin/env bash
# Siyaq beside other tools, on the first megabytes of a dump (JSON objects with a field `text`, one
# a line):
#
#   benches/compare/run.sh DUMP.jsonl [OUT.csv]
#
# MEGABYTES=20 says how much of the dump is used; the slowest tool decides how much makes sense.
# The other tools are installed into target/compare-venv, nothing outside of it.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

cargo build --release --locked -p siyaq-benches --bin compare
# The tokeniser of camel-tools needs two small packages; the rest of it needs gigabytes.
python_with compare-venv emoji regex nltk==3.10.4 scikit-learn==1.9.1
python_with compare-venv --no-deps camel-tools==1.6.0

version=$(git describe --always --dirty 2>/dev/null || echo unknown)
exec "$python" "$here/compare.py" --siyaq "$target/release/compare" \
    --siyaq-version "$version" --megabytes "${MEGABYTES:-20}" "$dump" ${out:+"$out"}
