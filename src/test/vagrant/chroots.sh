#!/usr/bin/env bash
# Provisions fresh Debian or Ubuntu systems, twice each, and lets an ordinary user of theirs work through a lab.
#
#   sudo src/test/vagrant/chroots.sh [RELEASE…]     bookworm and trixie when none is named; Ubuntu's noble is another
#
# Takes some minutes and some hundred megabytes from the network for each release; chroot.sh says what it needs and makes.
set -euo pipefail
# shellcheck source=src/test/vagrant/chroot.sh
source "$(dirname "$0")/chroot.sh"

for release in "${@:-bookworm trixie}"; do for name in $release; do
    echo "=== $name: a fresh system"
    SECONDS=0
    fresh_system "$name"
    mkdir "$root/opt/bpflab"
    project_files | tar -C "$root/opt/bpflab" -xf -
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
