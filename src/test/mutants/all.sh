#!/bin/sh
# all.sh [LAB...]  makes every mistake in the solutions of labs (all of them unless some are named) and says which no check finds.
# SEED decides what trials are tried with (7).
set -eu
cd "$(dirname "$0")/../../.."
[ $# -gt 0 ] || set -- $(ls labs | sed -n 's/^\([0-9.]*\)-.*/\1/p')
status=0
for lab in "$@"; do
    ./bpflab author check "$lab" --host sim --mutate all --seed "${SEED:-7}" || status=1
done
exit $status
