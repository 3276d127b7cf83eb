#!/bin/sh
# Makes a Debian or Ubuntu machine one on which bpflab's labs run against the live kernel: in the virtual machine of the
# Vagrantfile beside it, and just as well on a server, a laptop or in a container.
#
#   sudo vagrant/provision.sh [--user NAME]
#
#   --user NAME   who will type bpflab; may be left out under sudo, where it is who called it
#   --no-build    do not build bpflab now; the first start does
#
# Each step looks first and changes only what is missing, so that it may be run again at any time; when nothing is missing
# it needs no network. A step that fails is named, and running the script again goes on from there.
set -eu

# sbin is not on everybody's path under sudo, su or in a chroot.
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export PATH DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
umask 022

project=$(cd -- "$(dirname -- "$0")/.." && pwd -P)
user=${SUDO_USER:-}
build=yes
step=start
changes=0

say() { printf 'bpflab provisioning: %s\n' "$*"; }
changed() {
    changes=$((changes + 1))
    say "$step: $*"
}
stop() {
    trap - EXIT
    printf 'bpflab provisioning: %s: %s\n' "$step" "$*" >&2
    exit 2
}
failed() {
    status=$?
    [ "$status" -eq 0 ] && return
    printf "bpflab provisioning: step '%s' failed (exit status %s; see above). Mend it and run the same command again: what is done stays done.\n" "$step" "$status" >&2
    exit "$status"
}
trap failed EXIT

while [ $# -gt 0 ]; do
    case $1 in
        --user)
            [ $# -gt 1 ] || stop "--user needs a name"
            user=$2
            shift
            ;;
        --no-build) build=no ;;
        -h | --help)
            sed -n '2,/^set -eu/s/^# \{0,1\}//p' "$0"
            trap - EXIT
            exit 0
            ;;
        *) stop "unknown argument '$1'; known are --user NAME and --no-build" ;;
    esac
    shift
done

[ "$(id -u)" = 0 ] || stop "must be run as root: sudo $0"
[ -r /etc/os-release ] || stop "this is no Debian or Ubuntu: there is no /etc/os-release"
# shellcheck disable=SC1091 # the file is the machine's
. /etc/os-release
case " ${ID:-} ${ID_LIKE:-} " in
    *' debian '* | *' ubuntu '*) ;;
    *) stop "this is ${PRETTY_NAME:-an unknown system}; the script knows Debian and Ubuntu. Install a JDK 17 or newer, Maven and bubblewrap by hand" ;;
esac
if [ -n "$user" ] && [ "$user" != root ]; then
    id -u "$user" >/dev/null 2>&1 || stop "there is no user '$user'; make one with adduser, or name another with --user"
else
    user=
fi

# Writes standard input to a file unless it holds just that; the third argument is its mode.
put() {
    put_new=$(mktemp)
    cat >"$put_new"
    if [ -f "$1" ] && cmp -s "$put_new" "$1" && [ "$(stat -c %a "$1")" = "$2" ]; then
        rm -f "$put_new"
        return 1
    fi
    mkdir -p "$(dirname "$1")"
    install -m "$2" "$put_new" "$1.new.$$"
    mv -f "$1.new.$$" "$1"
    rm -f "$put_new"
}

# --- packages -----------------------------------------------------------------------------------------------------
step=packages

is_installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }
is_offered() { apt-cache policy "$1" 2>/dev/null | grep -q 'Candidate: [^(]'; }

# The release's own JDK, unless there is a whole one of 17 or newer; headless is enough.
has_jdk() {
    command -v javac >/dev/null 2>&1 || return 1
    jdk_version=$(javac -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p')
    [ "${jdk_version:-0}" -ge 17 ]
}

wanted='maven iproute2 tcpdump bubblewrap sudo ca-certificates'
[ "${ID:-}" = ubuntu ] && [ -d /sys/module/apparmor ] && wanted="$wanted apparmor"
missing=
for package in $wanted; do is_installed "$package" || missing="$missing $package"; done
has_jdk || missing="$missing default-jdk-headless"
# For looking at the kernel beside bpflab; not every release and architecture has them.
nice=
command -v bpftool >/dev/null 2>&1 || nice="$nice bpftool"
command -v bpftrace >/dev/null 2>&1 || nice="$nice bpftrace"

asked=/var/lib/bpflab/not-offered
if [ -n "$nice" ] && [ -r "$asked" ]; then
    # Asked once and not offered: do not ask the network again at each run.
    for package in $nice; do
        grep -qx "$package" "$asked" && nice=$(printf '%s' "$nice" | sed "s/ $package//")
    done
fi
if [ -n "$missing$nice" ]; then
    apt-get update -q || stop "apt-get update failed; the packages$missing$nice need the network once"
    for package in $nice; do
        if is_offered "$package"; then
            missing="$missing $package"
        elif [ "$package" = bpftool ] && is_offered linux-tools-common && is_offered linux-tools-generic; then
            missing="$missing linux-tools-common linux-tools-generic"
        else
            say "$step: this release has no package $package; the labs do without"
            mkdir -p "$(dirname "$asked")"
            echo "$package" >>"$asked"
        fi
    done
    # shellcheck disable=SC2086 # a list of packages
    if [ -n "$missing" ]; then
        apt-get install -qy --no-install-recommends $missing
        changed "installed$missing"
    fi
fi
has_jdk || stop "no JDK 17 or newer after installing default-jdk-headless; this release is too old for bpflab"

# --- mounts -------------------------------------------------------------------------------------------------------
step=mounts

# bpffs holds pinned maps, tracefs lists tracepoints. systemd mounts both on most machines; the lines in fstab see to the others.
mounted_at_boot() {
    if ! grep -qE "^[^#[:space:]]+[[:space:]]+$2[[:space:]]" /etc/fstab 2>/dev/null; then
        printf '%s %s %s %s 0 0\n' "$1" "$2" "$1" "$3" >>/etc/fstab
        changed "$2 is mounted at each boot (/etc/fstab)"
    fi
    [ -d "$2" ] || return 0
    grep -q " $2 $1 " /proc/mounts 2>/dev/null && return 0
    if mount -t "$1" -o "$3" "$1" "$2" 2>/dev/null; then
        changed "mounted $2"
    else
        say "$step: $2 cannot be mounted here (a container, perhaps); pins and tracefs are then the host's business"
    fi
}
mounted_at_boot bpf /sys/fs/bpf nofail,mode=700
mounted_at_boot tracefs /sys/kernel/tracing nofail

# --- kernel settings ----------------------------------------------------------------------------------------------
step='kernel settings'

# 1 hides addresses from ordinary users only, so that Lab 2.3 can name kernel functions; 2 would hide them from root too.
if put /etc/sysctl.d/60-bpflab.conf 644 <<'SETTINGS'
# Lab 2.3 samples the kernel as root and names its functions.
kernel.kptr_restrict = 1
kernel.perf_event_paranoid = 2
SETTINGS
then
    changed 'wrote /etc/sysctl.d/60-bpflab.conf'
fi
apply() {
    setting=/proc/sys/kernel/$1
    [ -e "$setting" ] || return 0
    [ "$(cat "$setting")" != "$2" ] || return 0
    if echo "$2" 2>/dev/null >"$setting"; then
        changed "kernel.$1 is $2"
    else
        say "$step: kernel.$1 cannot be set here (a container, perhaps); it stays $(cat "$setting")"
    fi
}
apply kptr_restrict 1
apply perf_event_paranoid 2

# --- sandbox ------------------------------------------------------------------------------------------------------
step=sandbox

# Ubuntu from 23.10 on gives user namespaces only to programs with a profile that allows them; grading runs in bubblewrap.
if [ -e /proc/sys/kernel/apparmor_restrict_unprivileged_userns ] \
    && ! grep -qsE '/usr/bin/bwrap' /etc/apparmor.d/bwrap* /etc/apparmor.d/bpflab-bwrap; then
    put /etc/apparmor.d/bpflab-bwrap 644 <<'PROFILE' || true
abi <abi/4.0>,
include <tunables/global>

profile bpflab-bwrap /usr/bin/bwrap flags=(unconfined) {
  userns,
}
PROFILE
    changed 'bubblewrap may make user namespaces (/etc/apparmor.d/bpflab-bwrap)'
    apparmor_parser -r /etc/apparmor.d/bpflab-bwrap 2>/dev/null \
        || say "$step: the profile is loaded at the next boot"
fi

# --- bpflab -------------------------------------------------------------------------------------------------------
step=bpflab

# What a learner types: root's workbench by sudo, with the learner's own progress; without the right to sudo, one's own.
if put /usr/local/bin/bpflab 755 <<COMMAND
#!/bin/sh
# Made by bpflab's vagrant/provision.sh.
if [ "\$(id -u)" != 0 ] && sudo -n -l '$project/bpflab' >/dev/null 2>&1; then
    exec sudo -n '$project/bpflab' "\$@"
fi
exec '$project/bpflab' "\$@"
COMMAND
then
    changed "bpflab is on the PATH (/usr/local/bin/bpflab, for $project)"
fi

if [ -n "$user" ]; then
    # The workbench runs what its user types, as root: whoever may use this rule is root on this machine.
    if put /etc/sudoers.d/bpflab 440 <<RULE
Defaults!$project/bpflab env_keep += "BPFLAB_HOST BPFLAB_NO_BUILD BPFLAB_JAVA_OPTS COLORTERM COLORFGBG NO_COLOR EDITOR VISUAL"
$user ALL=(root) NOPASSWD: $project/bpflab
RULE
    then
        visudo -cqf /etc/sudoers.d/bpflab || {
            rm -f /etc/sudoers.d/bpflab
            stop "the sudo rule for '$project/bpflab' is not accepted; a path without blanks and special characters is"
        }
        changed "$user may run bpflab as root without a password (/etc/sudoers.d/bpflab)"
    fi
fi

if put /etc/profile.d/bpflab.sh 644 <<'GREETING'
# Says once at each login what to type.
case $- in
    *i*) printf '\nLearn BPF maps here:  bpflab lab 2.1    begin or go on with the first lab\n                      bpflab           the workbench\n                      bpflab doctor    what this machine can do\n\n' ;;
esac
GREETING
then
    changed 'a login says what to type'
fi

if [ "$build" = yes ]; then
    step=build
    owner=$(stat -c %U "$project")
    if [ "$owner" = root ] || ! id -u "$owner" >/dev/null 2>&1; then
        "$project/bpflab" --version >/dev/null
    else
        sudo -n -u "$owner" -H -- "$project/bpflab" --version >/dev/null
    fi
    step=completion
    if "$project/bpflab" completion bash | put /usr/share/bash-completion/completions/bpflab 644; then
        changed 'bash completes what follows bpflab'
    fi
fi

if [ "$changes" -eq 0 ]; then
    say 'nothing to change; everything is in place'
else
    say "done ($changes changes); type bpflab doctor"
fi
