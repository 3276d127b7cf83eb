#!/usr/bin/env bash
# A virtual machine of our own making goes the way of one that Vagrant makes: a fresh system is provisioned by the same
# scripts, its user works through all labs on the live kernel, and it is provisioned and started once more.
#
#   sudo src/test/vagrant/machine.sh [--release NAME] [--arch NAME] [--work DIR] [--memory MIB] [--port NUMBER]
#
#   --release NAME   trixie (as the Vagrantfile's box), bookworm, or Ubuntu's noble
#   --arch NAME      amd64 or arm64; this machine's when it is left out, and without KVM when it is another
#   --work DIR       keeps the kernel, the fresh disk and the logs for the next time; else a temporary folder
#   --memory MIB     2048 by default, as in the Vagrantfile
#   --port NUMBER    on 127.0.0.1, for ssh; 2299 by default
#
# ACCEL=tcg does without KVM where there is one. Needs root (for debootstrap) and the network; without KVM it takes more
# than half an hour. Says how long each part took, and ends with 1 at the first thing that is not as it should be.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd -P)
# shellcheck source=src/test/vagrant/qemu.sh
source "$here/qemu.sh"

release=trixie work='' memory=2048 port=2299
options 'release arch work memory port' '' "$@"
need_no_arguments
need_root
choose_machine
need debootstrap:debootstrap mke2fs:e2fsprogs cpio:cpio depmod:kmod zstd:zstd \
    xz:xz-utils ssh:openssh-client tmux:tmux git:git
make_work "$work"
qemu=''
finish() {
    [[ -z $qemu ]] || kill "$qemu" 2>/dev/null || true
    terminal kill-server 2>/dev/null || true
    drop_work
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
logs=$work/machine-$release-$arch
mkdir -p "$logs"
rm -f "$logs"/*

remote() { ssh -q -p "$port" -i "$fresh.key" -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o ConnectTimeout=30 vagrant@127.0.0.1 "$@"; }

start() {
    emulate "$kernel" "$run/initramfs" "$logs/console-$1.txt" /sbin/init -m "$memory" -drive "file=$run/disk.ext4,format=raw,if=virtio" \
        -nic "user,model=virtio-net-pci,hostfwd=tcp:127.0.0.1:$port-:22" -object rng-random,id=rng,filename=/dev/urandom \
        -device virtio-rng-pci,rng=rng >"$logs/qemu.txt" 2>&1 &
    qemu=$!
    until remote true; do
        kill -0 "$qemu" 2>/dev/null || fail "the machine ended: $(cat "$logs/qemu.txt" "$logs/console-$1.txt" | tail -n 5)"
        ((SECONDS < 600)) || fail "nobody answers by ssh after 600 s; see $logs/console-$1.txt"
        sleep 1
    done
}

stop() {
    remote sudo systemctl "$1" 2>>"$logs/stop.txt" || true
    wait "$qemu" || true
    qemu=''
}

# Runs the scripts as Vagrant does; words after the name of the log go before the second.
provision() {
    local log=$1 attempt
    shift
    remote sudo sh /opt/bpflab/vagrant/own-target.sh
    for attempt in first second; do
        ! remote sudo "$@" sh /opt/bpflab/vagrant/provision.sh --user vagrant >"$logs/$log.txt" 2>&1 || break
        # As the script says itself, it can be run again; that Java crashes is the emulated processor's fault.
        if [[ $attempt = second || $accelerator != tcg ]] || ! grep -q '^Aborted' "$logs/$log.txt"; then
            tail -n 20 "$logs/$log.txt"
            fail "$log provisioning"
        fi
        mv "$logs/$log.txt" "$logs/$log-crashed.txt"
        echo '    Java crashed; provisioning goes on'
    done
    grep provisioning: "$logs/$log.txt"
}

# What a learner sees who types no more than README says.
walk() {
    terminal_with "ssh -t -q -p $port -i '$fresh.key' -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null vagrant@127.0.0.1 bpflab lab 2.1"
    seen 'lab 2.1/1.* bpflab>'
    grep -q 'Step 1 of' "$logs/screen.txt" || seen 'Step 1 of'
    enter 'var spec = MapSpec.hash("counts", U32, U64).maxEntries(10_000)'
    seen 'Step 1 of .* passed'
    enter /host
    seen 'host kernel'
    leave_prompt
}

part 'the kernel and a fresh disk'
kernel=$(kernel_of "$release")
fresh_disk "$release" "$kernel" "$logs/debootstrap.txt"
run=$(mktemp -d "$work/run.XXXXXX")
cp --sparse=always "$fresh.ext4" "$run/disk.ext4"
initramfs_of "$kernel" "$fresh.busybox" "$run/initramfs" ''
choose_accelerator "$kernel"
passed
part "$(name_of "$release") with Linux $(<"$kernel/version") starts ($accelerator)"
start first
passed
part 'the project is synced, and provisioned'
remote sudo install -d -o vagrant /opt/bpflab
project_files | remote tar -C /opt/bpflab -xf -
provision first
passed
part 'bpflab doctor, as the learner'
remote bpflab doctor | tee "$logs/doctor.txt" || true
if grep -q '^no ' "$logs/doctor.txt"; then fail 'doctor says no to something'; fi
for lab in "$project"/labs/*/; do
    id=$(basename "$lab")
    grep -q "^yes lab ${id%%-*} .*live yes" "$logs/doctor.txt" || fail "doctor does not say that lab ${id%%-*} can be done live"
done
passed
for lab in "$project"/labs/*/; do
    id=$(basename "$lab")
    part "lab ${id%%-*} --host kernel, as the learner"
    remote bpflab check "${id%%-*}" "/opt/bpflab/labs/$id/solution.jsh" --host kernel >"$logs/lab-${id%%-*}.txt" 2>&1 \
        || { tail -n 20 "$logs/lab-${id%%-*}.txt"; fail "lab ${id%%-*}"; }
    tail -n 2 "$logs/lab-${id%%-*}.txt"
    passed
done
part 'the prompt, in a terminal'
walk
passed
part 'provisioning once more, without a network, changes nothing'
provision second unshare --net
grep -q 'nothing to change' "$logs/second.txt" || fail 'the second provisioning says that it changed something'
passed
part 'it starts again'
stop reboot
start second
for wanted in 'bpf /sys/fs/bpf' 'tracefs /sys/kernel/tracing'; do
    remote findmnt -n -o FSTYPE,TARGET "${wanted#* }" | tr -s ' ' | grep -q "^$wanted" || fail "after the start, $wanted is not mounted"
done
[[ $(remote cat /proc/sys/kernel/kptr_restrict /proc/sys/kernel/perf_event_paranoid | xargs) = '1 2' ]] \
    || fail 'after the start, kptr_restrict and perf_event_paranoid are not 1 and 2'
provision third
grep -q 'nothing to change' "$logs/third.txt" || fail 'the third provisioning says that it changed something'
stop poweroff
passed
all_passed "$(name_of "$release"), Linux $(<"$kernel/version"), $arch, $accelerator, 2 processors, $memory MiB"
