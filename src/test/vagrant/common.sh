# shellcheck shell=bash
# What all scripts in this folder that make systems or machines share: their options, what they need, and what they say. Read
# by `source`.

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd -P)
# shellcheck source=src/test/vagrant/releases.sh
source "$(dirname "${BASH_SOURCE[0]}")/releases.sh"

fail() { echo "FAILED: $*" >&2; exit 1; }

# options VALUED FLAGS WORD...: reads --NAME VALUE of the names in VALUED, and --NAME of those in FLAGS as yes, into variables of
# these names, and leaves what is no option in $arguments. --help prints the comment at the script's head.
options() {
    local valued=$1 flags=$2 name
    shift 2
    arguments=()
    while (($#)); do
        name=${1#--}
        case $1 in
            -h | --help)
                sed -n '2,/^set -euo/s/^# \{0,1\}//p' "$0"
                exit 0
                ;;
            -*)
                if [[ " $valued " = *" $name "* ]]; then
                    (($# > 1)) || { echo "$1 needs a value" >&2; exit 2; }
                    declare -g "$name=$2"
                    shift
                elif [[ " $flags " = *" $name "* ]]; then
                    declare -g "$name=yes"
                else
                    echo "unknown option '$1'; --help says what there is" >&2
                    exit 2
                fi
                ;;
            *) arguments+=("$1") ;;
        esac
        shift
    done
}

need_root() { [[ $(id -u) = 0 ]] || { echo "needs root: sudo $0" >&2; exit 2; }; }

need_no_arguments() {
    ((${#arguments[@]} == 0)) || { echo "unknown argument '${arguments[0]}'; --help says what there is" >&2; exit 2; }
}

# A part of the way begins, and has been passed; all_passed says at the end how long each took.
times=()
part() { echo "=== $1"; current=$1 SECONDS=0; }
passed() { times+=("$(printf '%5d s  %s' "$SECONDS" "$current")"); echo "    $SECONDS s"; }
all_passed() { echo "=== all passed: $*"; printf '%s\n' "${times[@]}"; }

need() {
    local missing=() pair
    for pair in "$@"; do command -v "${pair%%:*}" >/dev/null || missing+=("${pair#*:}"); done
    ((${#missing[@]} == 0)) || { echo "needs ${missing[*]}: apt install ${missing[*]}" >&2; exit 2; }
}

# Writes the project as git knows it, with what is changed and new, as a tar archive.
project_files() { (cd "$project" && git ls-files -z --cached --others --exclude-standard | tar --null -T - -cf -); }
