# shellcheck shell=bash
# Fresh Debian or Ubuntu systems in a temporary folder, for the scripts beside it, which source it: root and debootstrap are needed.
# What is made in $work is removed at the end, whichever way the script ends; KEEP=1 keeps it, to look at.

# shellcheck source=src/test/vagrant/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
need_root
need debootstrap:debootstrap
work=$(mktemp -d)
cleanup() {
    # Innermost first.
    { grep -o " ${work}[^ ]*" /proc/mounts || true; } | sort -r | while read -r at; do umount -l "$at"; done
    if [[ -n ${KEEP:-} ]]; then echo "kept in $work"; else rm -rf --one-file-system "$work"; fi
}
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Runs a command in the system under $root, as root or as the learner, in mount and pid namespaces of its own, so that
# nothing that it mounts or starts outlives it.
inside() { unshare --mount --pid --fork --kill-child chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root TERM=dumb LC_ALL=C.UTF-8 "$@"; }
as_learner() { inside su -s /bin/sh - learner -c "$1"; }

# fresh_system RELEASE: makes one with a user called learner, and sets $root to where it is.
fresh_system() {
    root=$work/$1
    bootstrap "$1" "$root" "$work/$1.log"
    cp /etc/resolv.conf "$root/etc/resolv.conf"
    # A network that wants certificates of its own wants them here too.
    mkdir -p "$root/usr/local/share/ca-certificates"
    cp -r /usr/local/share/ca-certificates/. "$root/usr/local/share/ca-certificates/"
    local at
    for at in proc sys dev; do mount --rbind --make-rslave "/$at" "$root/$at"; done
    # The settings are those of this machine's kernel, and not the test's to change.
    mount --bind /proc/sys "$root/proc/sys"
    mount -o remount,bind,ro "$root/proc/sys"
    echo "127.0.0.1 localhost $(hostname)" >"$root/etc/hosts"
    inside useradd -m -s /bin/bash learner
}
