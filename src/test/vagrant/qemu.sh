# shellcheck shell=bash
# What the scripts beside it that boot virtual machines share: kernels from the distributions' archives, disks without loop
# mounts, QEMU, with KVM where a machine boots with it and in software elsewhere, and a terminal. Read by `source`; needs $work,
# a folder, and for the terminal $logs, another.

work=${work:-}
# shellcheck source=src/test/vagrant/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

# tmux on a server of this script's own.
terminal() { tmux -L "bpflab-$$" "$@"; }

# Starts a command in a terminal of 100 columns.
terminal_with() { terminal new-session -d -x 100 -y 40 "$@"; }

# Types a line.
enter() { terminal send-keys "$1" Enter; }

# Waits until the screen shows a regular expression; the last screen stays in $logs.
seen() {
    local tries=0
    # shellcheck disable=SC2154 # of who sources this
    until terminal capture-pane -p >"$logs/screen.txt" && grep -q "$1" "$logs/screen.txt"; do
        ((++tries < 600)) || { cat "$logs/screen.txt"; fail "the prompt never showed $1"; }
        sleep 0.5
    done
}

# Leaves the prompt, and waits until it is gone.
leave_prompt() {
    local tries=0
    enter /exit
    while terminal has-session 2>/dev/null; do
        ((++tries < 240)) || fail '/exit does not end the prompt'
        sleep 0.5
    done
}

# Makes $work the folder that is named, which stays, or a temporary one.
make_work() {
    work_stays=$1
    if [[ $1 ]]; then
        mkdir -p "$1"
        work=$(cd "$1" && pwd -P)
    else
        work=$(mktemp -d)
    fi
}

drop_work() {
    if [[ $work_stays ]]; then rm -rf "${run:-}"; else rm -rf --one-file-system "$work"; fi
}

# apt with lists and packages of one release, apart from this machine's.
apt_of() {
    local release=$1 state=$work/apt/$1-$arch tool=$2
    shift 2
    "$tool" -q -o Dir::State="$state" -o Dir::State::status="$state/status" -o Dir::Cache="$state/cache" \
        -o Dir::Etc::sourcelist="$state/sources.list" -o Dir::Etc::sourceparts=- -o APT::Architecture="$arch" \
        -o APT::Sandbox::User=root "$@"
}

# Fetches the kernel of a release and prints its folder, with vmlinuz, lib/modules and its version; what was fetched
# before is used again, without the network when there is none. A flavour may be named.
kernel_of() {
    local release=$1 state=$work/apt/$1-$arch package folder debs=() archive security components keys image
    release_is "$release" "${2:-}"
    mkdir -p "$state/lists/partial" "$state/cache/archives/partial" "$work/kernels"
    : >>"$state/status"
    echo "deb [signed-by=$keys] $archive $release $components" >"$state/sources.list"
    [[ -z $security ]] || echo "deb [signed-by=$keys] $security $components" >>"$state/sources.list"
    apt_of "$release" apt-get update >"$state/log" 2>&1 || echo "$release: no news of it, see $state/log" >&2
    mapfile -t debs < <(apt_of "$release" apt-cache depends --important "$image" \
        | sed -nE 's/^ *Depends: (linux-image-[0-9].*)/\1/p')
    ((${#debs[@]})) || { echo "$release has no $image" >&2; return 1; }
    # Of the newest, the kernel and its modules are packages of their own, which the image's depends on.
    mapfile -t -O ${#debs[@]} debs < <(apt_of "$release" apt-cache depends --important "${debs[0]}" \
        | sed -nE 's/^ *Depends: (linux-(base|binary|modules)-[0-9].*)/\1/p')
    package=${debs[0]#linux-image-}
    folder=$work/kernels/$package
    if [[ ! -e $folder/version ]]; then
        rm -rf "$folder"
        mkdir -p "$folder/debs"
        (cd "$folder/debs" && apt_of "$release" apt-get download "${debs[@]}" >>"$state/log" 2>&1) \
            || { echo "$release: cannot fetch ${debs[*]}, see $state/log" >&2; return 1; }
        for deb in "$folder"/debs/*.deb; do dpkg-deb -x "$deb" "$folder/tree"; done
        # Older packages know of no usr/lib.
        if [[ -d $folder/tree/lib ]]; then
            mkdir -p "$folder/tree/usr/lib"
            cp -a "$folder/tree/lib/." "$folder/tree/usr/lib/"
            rm -rf "$folder/tree/lib"
        fi
        ln -s usr/lib "$folder/tree/lib"
        depmod -b "$folder/tree" "$package" || { echo "$release: depmod does not take the modules of $package" >&2; return 1; }
        find "$folder/tree" -name 'vmlinuz*' -exec cp {} "$folder/vmlinuz" \;
        [[ -s $folder/vmlinuz ]] || { echo "$release: there is no vmlinuz in ${debs[*]}" >&2; return 1; }
        rm -rf "$folder/debs"
        echo "$package" >"$folder/version"
    fi
    echo "$folder"
}

# A disk with what is in a folder: mke2fs puts it there itself, so that nothing has to be mounted.
disk_of() {
    local folder=$1 image=$2 size=$3
    rm -f "$image" "$image.new"
    mke2fs -q -t ext4 -m 0 -E lazy_itable_init=1,root_owner=0:0 -d "$folder" "$image.new" "$size" >/dev/null
    mv "$image.new" "$image"
}

# A system as a box has it, in $fresh.ext4: systemd, ssh, a user vagrant with $fresh.key who may do all by sudo, and nothing of
# what bpflab needs; with it comes $fresh.busybox. $1 is the release, $2 the folder of its kernel, $3 where debootstrap's words go.
fresh_disk() {
    local release=$1 kernel=$2 log=$3
    fresh=$work/fresh-$1-$arch
    [[ ! -e $fresh.ext4 ]] || return 0
    rm -rf "$fresh"
    bootstrap "$release" "$fresh" "$log" systemd-sysv,udev,kmod,openssh-server,sudo,iproute2,busybox-static,procps
    if is_foreign; then
        dpkg-deb --fsys-tarfile "$fresh"/var/cache/apt/archives/busybox-static_*.deb | tar -xO ./usr/bin/busybox >"$fresh.busybox"
    else
        cp "$fresh/bin/busybox" "$fresh.busybox"
    fi
    chmod 755 "$fresh.busybox"
    mkdir -p "$fresh/usr/lib/modules"
    cp -r "$kernel/tree/usr/lib/modules/." "$fresh/usr/lib/modules/"
    ssh-keygen -q -t ed25519 -N '' -f "$fresh.key" <<<y >/dev/null
    # A network that wants certificates of its own wants them here too.
    mkdir -p "$fresh/usr/local/share/ca-certificates"
    cp -r /usr/local/share/ca-certificates/. "$fresh/usr/local/share/ca-certificates/"
    cat >"$fresh/setup" <<SETUP
#!/bin/sh
set -e
export PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive
[ ! -d /debootstrap ] || /debootstrap/debootstrap --second-stage
useradd -m -s /bin/bash vagrant
echo 'vagrant ALL=(ALL) NOPASSWD: ALL' >/etc/sudoers.d/vagrant
mkdir -m 700 /home/vagrant/.ssh
echo '$(<"$fresh.key.pub")' >/home/vagrant/.ssh/authorized_keys
chown -R vagrant: /home/vagrant/.ssh
printf '[Match]\nName=e*\n[Network]\nDHCP=ipv4\n' >/etc/systemd/network/20-dhcp.network
systemctl -q enable systemd-networkd ssh
echo 'nameserver 10.0.2.3' >/etc/resolv.conf
echo bpflab >/etc/hostname
echo '127.0.0.1 localhost bpflab' >/etc/hosts
echo '/dev/vda / ext4 defaults 0 1' >/etc/fstab
rm /setup
echo 'the system is set up'
SETUP
    chmod 755 "$fresh/setup"
    if is_foreign; then
        cat >"$fresh/set-up-and-end" <<'START'
#!/bin/sh
exec >/dev/console 2>&1
mount -t tmpfs run /run
/setup
mount -t proc proc /proc
sync
mount -o remount,ro /
echo o >/proc/sysrq-trigger
sleep 60
START
        chmod 755 "$fresh/set-up-and-end"
        disk_of "$fresh" "$fresh.ext4.setup" 6G
        initramfs_of "$kernel" "$fresh.busybox" "$fresh.initramfs" ''
        (emulate "$kernel" "$fresh.initramfs" "$log.setup" /set-up-and-end -m 1024 -drive "file=$fresh.ext4.setup,format=raw,if=virtio") \
            >>"$log" 2>&1 || true
        grep -q 'the system is set up' "$log.setup" || { tail -n 5 "$log.setup" >&2; fail "the second stage of debootstrap"; }
        e2fsck -fy "$fresh.ext4.setup" >>"$log" 2>&1 || (($? == 1)) || fail "the disk of the second stage, see $log"
        debugfs -w -R 'rm /set-up-and-end' "$fresh.ext4.setup" >>"$log" 2>&1
        mv "$fresh.ext4.setup" "$fresh.ext4"
        rm "$fresh.initramfs"
    else
        chroot "$fresh" /setup >>"$log" 2>&1
        disk_of "$fresh" "$fresh.ext4" 6G
    fi
    rm -rf "$fresh"
}

# An initramfs that loads what a disk needs, mounts the disks and starts a program on the first: $1 is the kernel's
# folder, $2 a static busybox, $3 the file to write, $4 the folders on which the second, third… disk come.
initramfs_of() {
    local kernel=$1 busybox=$2 image=$3 places=$4 version tree module path
    version=$(<"$kernel/version")
    tree=$(mktemp -d "${run:-$work}/initramfs.XXXXXX")
    mkdir -p "$tree"/{bin,dev,proc,sys,modules,root}
    cp "$busybox" "$tree/bin/busybox"
    for module in crc32c_generic virtio_pci virtio_blk ext4; do
        modprobe -d "$kernel/tree" -S "$version" --show-depends "$module" 2>/dev/null || true
    done | awk '$1 == "insmod" && !seen[$2]++ { print $2 }' | while read -r path; do
        module=$(basename "$path")
        module=${module%%.ko*}.ko
        case $path in
            *.xz) xz -dc "$path" ;;
            *.zst) zstd -qdc "$path" ;;
            *) cat "$path" ;;
        esac >"$tree/modules/$module"
        echo "$module" >>"$tree/modules/order"
    done
    cat >"$tree/init" <<INIT
#!/bin/busybox sh
/bin/busybox --install -s /bin
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs dev /dev
while read -r module; do insmod /modules/\$module || echo "no \$module"; done </modules/order
letters=abcdefgh
for place in / $places; do
    letter=\${letters%"\${letters#?}"}
    letters=\${letters#?}
    tries=0
    until [ -b /dev/vd\$letter ] || [ \$tries -ge 100 ]; do sleep 0.1; tries=\$((tries + 1)); done
    mount -t ext4 /dev/vd\$letter /root\$place || { echo "no disk /dev/vd\$letter for \$place"; poweroff -f; }
done
for at in dev proc sys; do mount --move /\$at /root/\$at; done
exec switch_root /root \$(sed -n 's/.*bpflab.start=\([^ ]*\).*/\1/p' /root/proc/cmdline)
INIT
    chmod 755 "$tree/init"
    (cd "$tree" && find . | cpio -o -H newc --quiet | gzip -1) >"$image"
    rm -rf "$tree"
}

# Sets what there is to know of a machine of $arch: QEMU's program, board and console, and its processor in software. That of an
# x86 goes without vectors of 256 bits, which were new in QEMU 7.2.
choose_machine() {
    case $arch in
        amd64) emulator=qemu-system-x86_64 board=pc console=ttyS0 processor=max,avx=off,avx2=off,f16c=off,fma=off ;;
        arm64) emulator=qemu-system-aarch64 board=virt console=ttyAMA0 processor=cortex-a72 ;;
        *) echo "there are no machines for '$arch'; amd64 and arm64 are known" >&2; exit 2 ;;
    esac
    need "$emulator:qemu-system-$([[ $arch = arm64 ]] && echo arm || echo x86)"
}

# Whether a kernel says its first words under KVM within some seconds: where machines are nested, /dev/kvm may be there
# and nothing come of it.
kvm_boots() {
    [[ -w /dev/kvm ]] && ! is_foreign || return 1
    timeout 20 "$emulator" -machine "$board" -accel kvm -cpu host -m 512 -display none -nodefaults -serial stdio -no-reboot \
        -kernel "$1" -append "console=$console panic=-1" </dev/null 2>/dev/null | grep -q 'Linux version'
}

# Becomes a machine of two processors: $1 is the folder of its kernel, $2 its initramfs, $3 the file for what it says, and $4
# the first program, with more words for the kernel; QEMU's flags follow. KVM is used where a machine boots with it, and
# $accelerator says which it was.
emulate() {
    local kernel=$1 initramfs=$2 says=$3 start=$4 flags
    shift 4
    choose_accelerator "$kernel"
    if [[ $accelerator = kvm ]]; then flags=(-accel kvm -cpu host); else flags=(-accel "tcg,thread=multi" -cpu "$processor"); fi
    exec "$emulator" -machine "$board" "${flags[@]}" -smp 2 -nodefaults -display none -no-reboot -serial "file:$says" \
        -kernel "$kernel/vmlinuz" -initrd "$initramfs" -append "console=$console quiet panic=-1 bpflab.start=$start" "$@"
}

# Sets $accelerator, once.
choose_accelerator() {
    [[ -z ${accelerator:-} ]] || return 0
    accelerator=tcg
    [[ ${ACCEL:-} = tcg ]] || ! kvm_boots "$1/vmlinuz" || accelerator=kvm
}
