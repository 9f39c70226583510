#!/usr/bin/env bash
# The measures of association of Siyaq beside those of other tools, on the counts of the first
# megabytes of a dump (JSON objects with a field `text`, one a line):
#
#   benches/compare/measures.sh DUMP.jsonl [OUT.csv]
#
# MEGABYTES=5 says how much of the dump is used. Fails where a measure differs in another way than
# it is known to. The other tools are installed into target/measures-venv, nothing outside of it.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

cargo build --release --locked -p siyaq-benches --bin compare
python_with measures-venv association-measures==0.3.2 nltk==3.10.4 scipy==1.17.1
exec "$python" "$here/measures.py" --siyaq "$target/release/compare" \
    --megabytes "${MEGABYTES:-5}" "$dump" ${out:+"$out"}
