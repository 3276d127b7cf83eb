# shellcheck shell=bash
# Where each release of Debian and Ubuntu comes from, for the scripts beside it. Read by `source`; $arch is Debian's name of the
# architecture, this machine's if it is not set.

arch=${arch:-$(dpkg --print-architecture)}

# Sets what is to be known of a release: $archive, $security (the rest of a line in sources.list; may be empty), $components
# and $keys, and $image, the package of its kernel in a flavour that may be named.
# shellcheck disable=SC2034 # for who sources this
release_is() {
    local release=$1 flavour=${2:-}
    case $release in
        jammy | noble | resolute)
            archive=http://archive.ubuntu.com/ubuntu
            [[ $arch = amd64 ]] || archive=http://ports.ubuntu.com/ubuntu-ports
            security="$archive $release-security"
            components='main universe'
            keys=/usr/share/keyrings/ubuntu-archive-keyring.gpg
            image=linux-image-${flavour:-virtual}
            [[ -e $keys ]] || { echo "needs $keys: apt install ubuntu-keyring" >&2; exit 2; }
            ;;
        *)
            archive=http://deb.debian.org/debian
            security="$archive-security $release-security"
            [[ $release != sid && $release != *-backports ]] || security=
            components=main
            keys=/usr/share/keyrings/debian-archive-keyring.gpg
            image=linux-image-${flavour:-$arch}
            ;;
    esac
}

# Returns a release's name with that of its distribution, as people say it.
name_of() {
    # shellcheck disable=SC2034 # set by release_is
    local archive security components keys image
    release_is "$1"
    if [[ $archive = *ubuntu* ]]; then echo "Ubuntu $1"; else echo "Debian $1"; fi
}

is_foreign() { [[ $arch != "$(dpkg --print-architecture)" ]]; }

# bootstrap RELEASE FOLDER LOG [PACKAGES]: a fresh small system; of a foreign architecture only its first stage, which runs
# nothing.
bootstrap() {
    local release=$1 folder=$2 log=$3 packages=${4:-} script=() foreign=()
    release_is "$release"
    # The script of one release of Ubuntu does for all.
    [[ $archive != *ubuntu* ]] || script=(/usr/share/debootstrap/scripts/gutsy)
    ! is_foreign || foreign=(--foreign)
    debootstrap --variant=minbase "--arch=$arch" "${foreign[@]}" "--components=${components// /,}" "--keyring=$keys" \
        ${packages:+"--include=$packages"} "$release" "$folder" "$archive" "${script[@]}" >"$log" 2>&1 \
        || { tail -n 5 "$log" >&2; echo "FAILED: debootstrap $release" >&2; exit 1; }
}
