# shellcheck shell=bash
# Where each release of Debian and Ubuntu comes from, for the scripts beside it. Read by `source`.

# Sets what is to be known of a release: $archive, $security (the rest of a line in sources.list; may be empty), $components
# and $keys, and $image, the package of its kernel in a flavour that may be named.
# shellcheck disable=SC2034 # for who sources this
release_is() {
    local release=$1 flavour=${2:-}
    case $release in
        jammy | noble | resolute)
            archive=http://archive.ubuntu.com/ubuntu
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
            image=linux-image-${flavour:-amd64}
            ;;
    esac
}

# Returns a release's name with that of its distribution, as people say it.
name_of() {
    local archive security components keys image
    release_is "$1"
    if [[ $archive = *ubuntu* ]]; then echo "Ubuntu $1"; else echo "Debian $1"; fi
}

# bootstrap RELEASE FOLDER LOG [PACKAGES]: a fresh small system.
bootstrap() {
    local release=$1 folder=$2 log=$3 packages=${4:-} script=()
    release_is "$release"
    # The script of one release of Ubuntu does for all.
    [[ $archive != *ubuntu* ]] || script=(/usr/share/debootstrap/scripts/gutsy)
    debootstrap --variant=minbase "--components=${components// /,}" "--keyring=$keys" ${packages:+"--include=$packages"} \
        "$release" "$folder" "$archive" "${script[@]}" >"$log" 2>&1 \
        || { tail -n 5 "$log" >&2; echo "FAILED: debootstrap $release" >&2; exit 1; }
}
