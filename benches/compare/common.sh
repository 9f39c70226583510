# What the scripts of this folder share; they source it with their own arguments.
#
# Says how the calling script is used, and ends, when no dump is named. Otherwise goes to the root of
# the repository and sets `here` (this folder), `dump`, `out` (empty unless a second argument names
# it) and `target` (where cargo builds).
set -euo pipefail
if [ $# -lt 1 ]; then
    sed -n '2,/^set/p' "$0" | sed '$d; s/^# \{0,1\}//' >&2
    exit 2
fi
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
dump=$(realpath "$1")
out=${2:+$(realpath -m "$2")}
cd "$here/../.."
target=$(realpath -m "${CARGO_TARGET_DIR:-target}")

# python_with NAME PACKAGE…: sets `python` to one that has these packages, in target/NAME and nothing
# outside of it.
python_with() {
    local venv=$target/$1
    shift
    if [ ! -x "$venv/bin/python" ]; then
        python3 -m venv "$venv"
    fi
    python=$venv/bin/python
    "$python" -m pip install --quiet "$@"
}
