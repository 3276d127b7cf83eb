#!/usr/bin/env bash
# Tries bpflab on other real kernels: boots each in QEMU, checks every lab's solution there on the live kernel and runs the
# tests of the live kernel (those whose names end in IT).
#
#   sudo src/test/vagrant/kernels.sh [OPTION…] [RELEASE…]
#
#   RELEASE            of Debian or Ubuntu, whose kernel is taken: bookworm and trixie when none is named; bullseye, sid,
#                      bookworm-backports, trixie-backports and noble are others
#   --flavour NAME     of Debian's, amd64 (the default), cloud-amd64 or rt-amd64; of Ubuntu's, virtual (the default) or generic
#   --work DIR         keeps downloads and disks for the next time, and the results; else a temporary folder
#   --tests REGEX      which test classes, '.*IT' by default; none for the labs alone
#   --labs none        the tests alone
#   --again            keeps what earlier runs with this --work found, but for the labs and test classes that run now
#   --limit SECONDS    for the tests of one kernel, 7200 by default
#   --memory MIB       of a machine, 2560 by default
#   --table FILE       writes lab × kernel and part × kernel to an AsciiDoc file; columns of kernels that do not run stay
#
# ACCEL=tcg does without KVM where there is one. Needs root (for debootstrap), the network and what it names at its start;
# takes one to two hours for each kernel without KVM, the labs alone some minutes. Ends with 1 when something failed.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd -P)
# shellcheck source=src/test/vagrant/qemu.sh
source "$here/qemu.sh"

flavour='' work='' labs=all tests='.*IT' limit=7200 memory=2560 table='' again=''
options 'flavour work labs tests limit memory table' again "$@"
releases=("${arguments[@]}")
((${#releases[@]})) || releases=(bookworm trixie)
need_root
choose_machine
need debootstrap:debootstrap mke2fs:e2fsprogs cpio:cpio depmod:kmod zstd:zstd \
    xz:xz-utils python3:python3 mvn:maven

make_work "$work"
qemu=''
# shellcheck disable=SC2317 # the trap calls it
cleanup() {
    [[ -z $qemu ]] || kill "$qemu" 2>/dev/null || true
    drop_work
}
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
run=$(mktemp -d "$work/run.XXXXXX")

# The system is the same under each kernel, so that only the kernel differs: bookworm with its JDK 17.
base() {
    [[ ! -e $work/base.ext4 ]] || return 0
    echo '=== a system for all kernels'
    rm -rf "$work/base"
    bootstrap bookworm "$work/base" "$work/base.log" \
        openjdk-17-jdk-headless,bubblewrap,iproute2,bpftool,procps,tmux,kmod,busybox-static,ncurses-term,bsdutils
    mkdir -p "$work/base/usr/lib/modules" "$work/base/opt/bpflab"
    cp "$work/base/bin/busybox" "$work/busybox"
    rm -rf "$work/base/var/cache/apt" "$work/base/var/lib/apt/lists"
    disk_of "$work/base" "$work/base.ext4" 2G
    rm -rf "$work/base"
}

# The project as it is here, built, with the tests and all that they need, on a disk of its own.
project_disk() {
    echo '=== the project, with its tests'
    local tree=$run/project junit
    junit=$(sed -n 's/.*<junit.version>5\(.*\)<.*/1\1/p' "$project/pom.xml")
    mkdir "$tree"
    (
        cd "$project"
        mvn -B -ntp -q -Dquick -DskipTests package
        mvn -B -ntp -q dependency:copy-dependencies -DincludeScope=test -DoutputDirectory="$tree/target/test-lib"
        mvn -B -ntp -q dependency:copy -Dartifact="org.junit.platform:junit-platform-console-standalone:$junit" \
            -DoutputDirectory="$tree/target/console"
        project_files | tar -C "$tree" -xf -
        cp -r target/classes target/test-classes target/pages target/lib target/bpflab.jar "$tree/target/"
    )
    # The launcher brings the platform's classes along; its own copy alone is to be used.
    rm -f "$tree"/target/test-lib/junit-*.jar "$tree"/target/test-lib/opentest4j*.jar
    mv "$tree"/target/console/*.jar "$tree/target/test-lib/"
    disk_of "$tree" "$run/project.ext4" 1G
    rm -rf "$tree"
}

boot() {
    local release=$1 kernel=$2 results=$3 version
    version=$(<"$kernel/version")
    initramfs_of "$kernel" "$work/busybox" "$run/initramfs" '/usr/lib/modules /opt/bpflab'
    disk_of "$kernel/tree/usr/lib/modules" "$run/modules.ext4" 1G
    rm -f "$run/results"
    truncate -s 64M "$run/results"
    choose_accelerator "$kernel"
    emulate "$kernel" "$run/initramfs" "$results/console.txt" \
        "/opt/bpflab/src/test/vagrant/inside.sh bpflab.labs=$labs bpflab.tests=$tests bpflab.limit=$limit" -m "$memory" \
        -drive "file=$work/base.ext4,format=raw,if=virtio,snapshot=on" \
        -drive "file=$run/modules.ext4,format=raw,if=virtio,snapshot=on" \
        -drive "file=$run/project.ext4,format=raw,if=virtio,snapshot=on" \
        -drive "file=$run/results,format=raw,if=virtio" >"$results/qemu.txt" 2>&1 &
    qemu=$!
    wait "$qemu" || { qemu=''; cat "$results/qemu.txt" >&2; echo "$version: QEMU ended with an error" >&2; return 1; }
    qemu=''
    tar -C "$results" -xf "$run/results" 2>/dev/null || true
    [[ -s $results/release ]] \
        || { tail -n 20 "$results/console.txt" >&2; echo "$version: no results came out of the machine" >&2; return 1; }
}

base
project_disk
status=0
folders=()
for release in "${releases[@]}"; do
    kernel=$(kernel_of "$release" "$flavour") || { status=1; continue; }
    echo "=== $(name_of "$release"): Linux $(<"$kernel/version")"
    results=$work/results/$(<"$kernel/version")
    [[ $again ]] || rm -rf "$results"
    mkdir -p "$results"
    SECONDS=0
    boot "$release" "$kernel" "$results" || { status=1; continue; }
    echo "$(name_of "$release"), Linux $(<"$kernel/version"), $SECONDS s" >"$results/title"
    folders+=("$results")
done
((${#folders[@]})) || exit 1
"$here/kernel-results.py" ${table:+--table "$table"} "${folders[@]}" || status=1
[[ -z $work_stays ]] || echo "all results are in $work/results"
exit $status
