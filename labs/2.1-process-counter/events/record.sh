#!/bin/sh
# Records the executions on this machine while a command runs, as JSON lines on standard output:
#
#     sudo sh record.sh COMMAND [ARGUMENT...] > exec.jsonl
#
# It uses a tracing instance of its own and leaves nothing behind. Only programs of the system's own directories are
# kept, so that no name of a person or project gets into a recording. The format is described in README.md.
set -eu
[ $# -gt 0 ] || { echo "usage: record.sh COMMAND [ARGUMENT...] > exec.jsonl" >&2; exit 2; }
[ "$(id -u)" = 0 ] || { echo "record.sh: tracefs is for root only; use sudo" >&2; exit 2; }

tracing=$(mktemp -d)
instance=$tracing/instances/bpflab-$$
cleanup() {
    rmdir "$instance" 2> /dev/null || true
    umount "$tracing" 2> /dev/null || true
    rmdir "$tracing"
}
trap cleanup EXIT
trap 'exit 130' INT TERM
mount -t tracefs none "$tracing"
mkdir "$instance"
echo 1 > "$instance/events/sched/sched_process_exec/enable"

"$@" > /dev/null 2>&1 < /dev/null || true

echo 0 > "$instance/events/sched/sched_process_exec/enable"
# "          ls-4711    [001] ..... 12345.678901: sched_process_exec: filename=/usr/bin/ls pid=4711 old_pid=4711"
sed -n 's/^ *\(.*\)-[0-9]* *\[\([0-9]*\)\] [^ ]* *\([0-9]*\)\.\([0-9]*\): sched_process_exec: filename=\([^ ]*\) pid=\([0-9]*\) old_pid=\([0-9]*\)$/\2 \3\4 \6 \7 \5 \1/p' \
    "$instance/trace" |
awk '
    $5 !~ /^(\/usr)?\/s?bin\/[a-z0-9._+-]+$/ && $5 !~ /^\/usr\/(lib|libexec)\/(git-core|gcc)[a-z0-9\/._+-]*$/ { next }
    {
        if (first == "") first = $2
        comm = $5
        sub(/.*\//, "", comm)
        printf "{\"ns\":%.0f,\"cpu\":%d,\"pid\":%d,\"old_pid\":%d,\"comm\":\"%s\",\"filename\":\"%s\"}\n",
            ($2 - first) * 1000, $1, $3, $4, substr(comm, 1, 15), $5
    }'
