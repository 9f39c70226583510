#!/usr/bin/env bash
# Dispersion, diversity, keyness and regressions over texts, styles, change over time, likeness and spaces by Siyaq beside others,
# on some documents of a dump (JSON objects with the fields `id`, `text` and, for change, `date`, one a
# line), every so many of them:
#
#   benches/compare/spread.sh DUMP.jsonl [OUT.csv]
#
# MEGABYTES=2 says how much of the dump is used, about. The other tools count the words for themselves, from
# the tokens. Fails where a number differs in another way than it is known to. The tools are installed
# into target/spread-venv, nothing outside of it.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

cargo build --release --locked -p siyaq-cli
python_with spread-venv corpus-dispersion==0.2.0 lexicalrichness==0.5.1 scipy==1.17.1 \
    statsmodels==0.15.0 pymannkendall==1.4.3
exec "$python" "$here/spread.py" --siyaq "$target/release/siyaq" --megabytes "${MEGABYTES:-2}" \
    "$dump" ${out:+"$out"}
