#!/usr/bin/env bash
# The words of the README, for real: `vagrant up`, `vagrant ssh -c bpflab`, a second `vagrant provision` and `vagrant destroy`
# with the project's Vagrantfile as it is, by libvirt, in a box of our own making.
#
#   sudo src/test/vagrant/up.sh [--work DIR]
#
#   --work DIR       keeps the kernel, the fresh disk and the logs for the next time; else a temporary folder
#
# For a machine without systemd, such as a container: starts libvirtd, and ends it if it did not run before. The box has no boot
# loader, so its own Vagrantfile names kernel and initramfs, and QEMU without KVM as the machine. Needs root, the network,
# and twenty minutes or more. Says how long each part took, and ends with 1 at the first thing that is not as it should be.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd -P)
# shellcheck source=src/test/vagrant/qemu.sh
source "$here/qemu.sh"

release=trixie work='' boot=''
options work '' "$@"
need_no_arguments
need_root
[[ $arch = amd64 ]] || { echo 'needs a machine with an x86-64 processor' >&2; exit 2; }
need vagrant:vagrant-libvirt libvirtd:libvirt-daemon-system dnsmasq:dnsmasq-base iptables:iptables rsync:rsync \
    qemu-system-x86_64:qemu-system-x86 qemu-img:qemu-utils debootstrap:debootstrap debugfs:e2fsprogs cpio:cpio depmod:kmod \
    zstd:zstd xz:xz-utils ssh:openssh-client tmux:tmux git:git
make_work "$work"
logs=$work/up
mkdir -p "$logs"
rm -f "$logs"/*
run=$work/run.vagrant.$$
export VAGRANT_HOME=$run BPFLAB_VM_BOX=bpflab-own VAGRANT_CHECKPOINT_DISABLE=1
copy=$VAGRANT_HOME/project
started=()
forwarding=$(</proc/sys/net/ipv4/ip_forward)
# shellcheck disable=SC2317 # the trap calls it
finish() {
    terminal kill-server 2>/dev/null || true
    [[ ! -e $copy/vagrant/.vagrant ]] || (cd "$copy/vagrant" && vagrant destroy -f) >>"$logs/destroy.txt" 2>&1 || true
    { virsh -q vol-list default 2>>"$logs/destroy.txt" || true; } | awk -v "box=${BPFLAB_VM_BOX}_" 'index($1, box) == 1 { print $1 }' \
        | while read -r volume; do virsh -q vol-delete --pool default "$volume" >>"$logs/destroy.txt" 2>&1 || true; done
    virsh -q net-destroy vagrant-libvirt >>"$logs/destroy.txt" 2>&1 || true
    virsh -q net-undefine vagrant-libvirt >>"$logs/destroy.txt" 2>&1 || true
    [[ -z $boot ]] || rm -rf "$boot"
    # libvirt turns it on for its network, and leaves it so.
    echo "$forwarding" >/proc/sys/net/ipv4/ip_forward
    if ((${#started[@]})); then
        kill "${started[@]}" 2>/dev/null || true
        wait "${started[@]}" 2>/dev/null || true
        drop_chains
    fi
    drop_work
}
# libvirtd leaves its chains of rules, empty.
# shellcheck disable=SC2317 # the trap calls it
drop_chains() {
    local tables table rule
    for tables in iptables ip6tables; do
        for table in filter nat mangle; do
            "$tables" -t "$table" -S 2>/dev/null | sed -n 's/^-A \(.*-j LIBVIRT_.*\)/-D \1/p; s/^-N \(LIBVIRT_\)/-X \1/p' | sort \
                | while read -ra rule; do "$tables" -t "$table" "${rule[@]}" || true; done
        done
    done
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# A box as `vagrant box add` wants it, of the fresh disk.
box() {
    local folder=$VAGRANT_HOME/box
    mkdir -p "$folder"
    cp --sparse=always "$fresh.ext4" "$folder/disk.ext4"
    # The names are asked where libvirt's network answers.
    echo 'nameserver 192.168.121.1' >"$folder/resolv.conf"
    debugfs -w -f /dev/stdin "$folder/disk.ext4" >/dev/null 2>&1 <<COMMANDS
rm /etc/resolv.conf
write $folder/resolv.conf /etc/resolv.conf
COMMANDS
    qemu-img convert -O qcow2 "$folder/disk.ext4" "$folder/box.img"
    # Where QEMU's own user can read them.
    boot=$(mktemp -d /var/tmp/bpflab-box.XXXXXX)
    chmod 755 "$boot"
    initramfs_of "$kernel" "$fresh.busybox" "$boot/initramfs" ''
    cp "$kernel/vmlinuz" "$boot/vmlinuz"
    chmod 644 "$boot"/*
    echo '{"provider": "libvirt", "format": "qcow2", "virtual_size": 6}' >"$folder/metadata.json"
    cat >"$folder/Vagrantfile" <<VAGRANTFILE
Vagrant.configure("2") do |config|
  config.ssh.private_key_path = "$fresh.key"
  config.ssh.insert_key = false
  config.vm.boot_timeout = 900
  config.vm.provider "libvirt" do |libvirt|
    libvirt.driver = "qemu"
    libvirt.cpu_mode = "custom"
    # Without vectors of 256 bits, as the machines of qemu.sh.
    libvirt.cpu_model = "Westmere"
    libvirt.kernel = "$boot/vmlinuz"
    libvirt.initrd = "$boot/initramfs"
    libvirt.cmd_line = "console=ttyS0 bpflab.start=/sbin/init"
  end
end
VAGRANTFILE
    tar -C "$folder" -czf "$folder/own.box" metadata.json Vagrantfile box.img
    vagrant box add --name "$BPFLAB_VM_BOX" "$folder/own.box" >"$logs/box.txt" 2>&1 || { tail -n 5 "$logs/box.txt"; fail 'vagrant box add'; }
}

# Starts what libvirt needs where nobody has.
libvirt() {
    if virsh -q list >/dev/null 2>&1; then return; fi
    mkdir -p /run/libvirt
    virtlogd >"$logs/virtlogd.txt" 2>&1 &
    started+=($!)
    libvirtd >"$logs/libvirtd.txt" 2>&1 &
    started+=($!)
    local tries=0
    until virsh -q list >/dev/null 2>&1; do
        ((++tries < 60)) || { tail -n 5 "$logs/libvirtd.txt"; fail 'libvirtd does not answer'; }
        sleep 0.5
    done
}

vagrant_does() {
    local log=$1
    shift
    (cd "$copy/vagrant" && vagrant --no-tty --no-color "$@") >"$logs/$log.txt" 2>&1 || { tail -n 20 "$logs/$log.txt"; fail "vagrant $*"; }
}

part 'a box'
kernel=$(kernel_of "$release")
fresh_disk "$release" "$kernel" "$logs/debootstrap.txt"
mkdir -p "$copy"
project_files | tar -C "$copy" -xf -
# What a host has built must not get into the guest.
mkdir "$copy/target"
touch "$copy/target/of-the-host"
box
libvirt
passed
part 'vagrant up'
vagrant_does up up --provider libvirt
grep -q 'vagrant ssh -c bpflab' "$logs/up.txt" || fail 'vagrant up does not say what to type'
passed
part 'vagrant ssh -c, without a terminal'
vagrant_does doctor ssh -c 'bpflab doctor'
grep -q '^yes lab 2.1 .*live yes' "$logs/doctor.txt" || { cat "$logs/doctor.txt"; fail 'doctor does not say that lab 2.1 can be done live'; }
vagrant_does check ssh -c 'bpflab check 2.1 /opt/bpflab/labs/2.1-process-counter/solution.jsh --host kernel'
grep Passed "$logs/check.txt"
vagrant_does target ssh -c 'ls /opt/bpflab/target; findmnt -n /opt/bpflab/target'
! grep -q of-the-host "$logs/target.txt" || fail "the guest sees the host's target/"
passed
part 'vagrant ssh -c bpflab, in a terminal'
terminal_with -c "$copy/vagrant" 'vagrant ssh -c bpflab'
seen '^bpflab>'
enter /host
seen 'host kernel'
leave_prompt
passed
part 'vagrant provision once more changes nothing'
vagrant_does provision provision
grep -q 'nothing to change' "$logs/provision.txt" || { tail "$logs/provision.txt"; fail 'it says that it changed something'; }
passed
part 'vagrant destroy'
vagrant_does destroy destroy -f
rm -rf "$boot"
passed
all_passed "$(vagrant --version), $(name_of "$release"), Linux $(<"$kernel/version")"
