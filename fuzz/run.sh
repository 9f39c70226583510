#!/usr/bin/env bash
# Fuzzes all targets, or those that are named, for so many seconds each: run.sh SECONDS [TARGET...]
# SANITIZER is that of cargo-fuzz: none (the default) or address.
set -euo pipefail
cd "$(dirname "$0")"

seconds=${1:?write the seconds for each target: run.sh SECONDS [TARGET...]}
shift
targets=("$@")
if [ ${#targets[@]} -eq 0 ]; then
    for file in fuzz_targets/*.rs; do
        targets+=("$(basename "$file" .rs)")
    done
fi

cargo run --quiet --no-default-features --example replay -- --write corpus
failed=()
for target in "${targets[@]}"; do
    echo "== $target"
    cargo fuzz run --fuzz-dir . --sanitizer "${SANITIZER:-none}" "$target" -- \
        -max_total_time="$seconds" -max_len=16384 -rss_limit_mb=2500 -timeout=30 || failed+=("$target")
done
if [ ${#failed[@]} -gt 0 ]; then
    echo "faults in: ${failed[*]}; their inputs are in fuzz/artifacts" >&2
    exit 1
fi
