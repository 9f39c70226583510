#!/usr/bin/env bash
# N-grams with what every Unix has: sort and count lines. Rows come out as the other tools write
# them.
set -euo pipefail
stream=$1 n=$2 out=$3
export LC_ALL=C
awk -v n="$n" '{
    for (i = 1; i + n - 1 <= NF; i++) {
        ngram = $i
        for (j = 1; j < n; j++) ngram = ngram " " $(i + j)
        print ngram
    }
}' "$stream" | sort | uniq -c | sed -E 's/^ *([0-9]+) (.*)$/\2\t\1/' >"$out"
