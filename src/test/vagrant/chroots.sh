#!/usr/bin/env bash
# Provisions fresh Debian or Ubuntu systems, twice each, and lets an ordinary user of theirs work through a lab.
#
#   sudo src/test/vagrant/chroots.sh [RELEASE…]     bookworm and trixie when none is named; Ubuntu's noble is another
#
# Takes some minutes and some hundred megabytes from the network for each release; needs root and debootstrap. Everything is made in
# a temporary folder ($TMPDIR) and removed at the end. KEEP=1 keeps it, to look at.
set -euo pipefail
project=$(cd "$(dirname "$0")/../../.." && pwd -P)
[[ $(id -u) = 0 ]] || { echo "needs root: sudo $0" >&2; exit 2; }
command -v debootstrap >/dev/null || { echo "needs debootstrap: apt install debootstrap" >&2; exit 2; }
work=$(mktemp -d)
cleanup() {
    # Innermost first.
    { grep -o " ${work}[^ ]*" /proc/mounts || true; } | sort -r | while read -r at; do umount -l "$at"; done
    if [[ -n ${KEEP:-} ]]; then echo "kept in $work"; else rm -rf --one-file-system "$work"; fi
}
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

fail() { echo "FAILED: $*" >&2; exit 1; }

# Runs a command in the system under $root, as root or as the learner, in mount and pid namespaces of its own, so that
# nothing that it mounts or starts outlives it.
inside() { unshare --mount --pid --fork --kill-child chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root TERM=dumb LC_ALL=C.UTF-8 "$@"; }
as_learner() { inside su -s /bin/sh - learner -c "$1"; }

for release in "${@:-bookworm trixie}"; do for name in $release; do
    root=$work/$name
    echo "=== $name: a fresh system"
    SECONDS=0
    bootstrap=(--variant=minbase "$name" "$root" http://deb.debian.org/debian)
    case $name in jammy | noble | resolute)
        keys=/usr/share/keyrings/ubuntu-archive-keyring.gpg
        [[ -e $keys ]] || { echo "needs $keys: apt install ubuntu-keyring" >&2; exit 2; }
        # The script of one release of Ubuntu does for all.
        bootstrap=(--variant=minbase "--components=main,universe" "--keyring=$keys" "$name" "$root"
            http://archive.ubuntu.com/ubuntu /usr/share/debootstrap/scripts/gutsy)
        ;;
    esac
    debootstrap "${bootstrap[@]}" >"$work/$name.log" 2>&1 \
        || { tail -n 5 "$work/$name.log"; fail "debootstrap $name"; }
    cp /etc/resolv.conf "$root/etc/resolv.conf"
    # A network that wants certificates of its own wants them here too.
    mkdir -p "$root/usr/local/share/ca-certificates"
    cp -r /usr/local/share/ca-certificates/. "$root/usr/local/share/ca-certificates/"
    for at in proc sys dev; do mount --rbind --make-rslave "/$at" "$root/$at"; done
    # The settings are those of this machine's kernel, and not the test's to change.
    mount --bind /proc/sys "$root/proc/sys"
    mount -o remount,bind,ro "$root/proc/sys"
    echo "127.0.0.1 localhost $(hostname)" >"$root/etc/hosts"
    inside useradd -m -s /bin/bash learner
    mkdir "$root/opt/bpflab"
    (cd "$project" && git ls-files -z --cached --others --exclude-standard | tar --null -T - -cf -) | tar -C "$root/opt/bpflab" -xf -
    inside chown -R learner:learner /opt/bpflab

    echo "=== $name: first provisioning"
    inside /opt/bpflab/vagrant/provision.sh --user learner >"$work/$name.first" 2>&1 \
        || { tail -n 20 "$work/$name.first"; fail "$name: first provisioning"; }
    grep provisioning: "$work/$name.first"
    # What a boot does with the lines in fstab: each command here has mounts of its own, which end with it.
    grep -qE '^bpf /sys/fs/bpf ' "$root/etc/fstab" || fail "$name: bpffs is not in fstab"
    grep -q " $root/sys/fs/bpf bpf " /proc/mounts || mount -t bpf bpf "$root/sys/fs/bpf"
    grep -q " $root/sys/kernel/tracing tracefs " /proc/mounts || mount -t tracefs tracefs "$root/sys/kernel/tracing"
    snapshot() { (cd "$root" && find etc usr/local var/lib opt/bpflab/target -xdev -printf '%p %m %u %s %T@\n' | sort); }
    snapshot >"$work/$name.before"

    echo "=== $name: second provisioning, without a network, changes nothing"
    unshare --net --mount --pid --fork --kill-child chroot "$root" /usr/bin/env -i TERM=dumb HOME=/root \
        /opt/bpflab/vagrant/provision.sh --user learner >"$work/$name.second" 2>&1 \
        || { tail -n 20 "$work/$name.second"; fail "$name: second provisioning"; }
    cat "$work/$name.second"
    grep -q 'nothing to change' "$work/$name.second" || fail "$name: the second run says that it changed something"
    snapshot | diff "$work/$name.before" - || fail "$name: the second run changed files"

    echo "=== $name: as an ordinary user"
    as_learner '/opt/bpflab/bpflab doctor' || fail "$name: doctor"
    as_learner '/opt/bpflab/bpflab check 2.1 /opt/bpflab/labs/2.1-process-counter/solution.jsh --host sim' | tail -n 3
    [[ ${PIPESTATUS[0]} = 0 ]] || fail "$name: check 2.1 --host sim"
    echo "=== $name: passed in $SECONDS s"
    inside true # the namespaces of earlier commands are gone by now
done; done
