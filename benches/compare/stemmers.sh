#!/usr/bin/env bash
# The layers `snowball` and `isri` of Siyaq beside the stemmers that they follow, on the words of a dump
# (JSON objects with a field `text`, one a line), the most frequent ones:
#
#   benches/compare/stemmers.sh DUMP.jsonl [OUT.csv]
#
# TYPES=120000 says how many words are stemmed. Fails where a stem differs; OUT.csv gets the words that do,
# with both stems. The other stemmers are installed into target/stemmers-venv, nothing outside of it.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

cargo build --release --locked -p siyaq-cli
python_with stemmers-venv snowballstemmer==3.1.1 nltk==3.10.4
exec "$python" "$here/stemmers.py" --siyaq "$target/release/siyaq" --types "${TYPES:-120000}" \
    "$dump" ${out:+"$out"}
