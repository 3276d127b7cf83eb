#!/usr/bin/env bash
# Unpacks the release archives in fresh Debian systems with less and more Java, and lets an ordinary user start what is in them.
#
#   sudo src/test/vagrant/archives.sh [ARCHIVE.tar.gz ARCHIVE.zip]
#
# Without arguments it makes them first; RELEASES=trixie looks at one release alone. Takes some minutes and some hundred megabytes
# from the network for each; chroot.sh says what it needs and makes. There is no Windows here: of bpflab.cmd only its characters
# and line ends are looked at.
set -euo pipefail
# shellcheck source=src/test/vagrant/chroot.sh
source "$(dirname "$0")/chroot.sh"

if [[ $# -eq 0 ]]; then
    echo "=== making the archives"
    (cd "$project" && rm -f target/bpflab-*.tar.gz target/bpflab-*.zip && mvn -q -B -Prelease -Dquick -DskipTests package)
    set -- "$project"/target/bpflab-*.tar.gz "$project"/target/bpflab-*.zip
fi
[[ $# -eq 2 ]] || fail "one .tar.gz and one .zip are wanted, not $#: $*"
tarball=$(realpath "$1")
zip=$(realpath "$2")
name=$(basename "$tarball" .tar.gz)
# Where an administrator would put it, in a folder that makes careless scripts stumble; nobody but root may write there.
shared="/opt/Tools & co/$name"

# says WHAT COMMAND: what a learner's command prints contains WHAT, however it ends.
says() {
    local said
    said=$(as_learner "$2" 2>&1) || true
    grep -qF -- "$1" <<<"$said" || { echo "$said"; fail "'$2' does not say '$1'"; }
    echo "    says: $1"
}

# refuses WHAT COMMAND: it ends with status 2 and one line of its own, which contains WHAT.
refuses() {
    local said status=0
    said=$(as_learner "$2" 2>&1) || status=$?
    [[ $status -eq 2 ]] || { echo "$said"; fail "'$2' ends with $status, not with 2"; }
    [[ $(wc -l <<<"$said") -eq 1 ]] || { echo "$said"; fail "'$2' takes more than one line to say what is missing"; }
    grep -qF -- "$1" <<<"$said" || { echo "$said"; fail "'$2' does not say '$1'"; }
    echo "    says: $said"
}

install_packages() { inside apt-get install -qy --no-install-recommends "$@" >"$work/apt.log" 2>&1 || { tail -n 5 "$work/apt.log"; fail "installing $*"; }; }
remove_packages() { inside apt-get purge -qy --auto-remove "$@" >"$work/apt.log" 2>&1 || { tail -n 5 "$work/apt.log"; fail "removing $*"; }; }

unpack() {
    mkdir -p "$root/opt/Tools & co"
    tar -C "$root/opt/Tools & co" -xzf "$tarball"
    chown -R root:root "$root/opt/Tools & co"
    ln -s "$shared/bpflab" "$root/usr/local/bin/bpflab"
    # A symbolic link to a symbolic link, relative.
    ln -s bpflab "$root/usr/local/bin/learn"
    cp "$zip" "$root/home/learner/"
}

# Works through what a newcomer does.
works() {
    echo "--- $1: from a folder that is not the learner's, by a link on the PATH"
    says "Java $2" 'bpflab --version'
    says "jdk.jshell" 'bpflab doctor'
    says 'live no, simulated yes' 'bpflab doctor'
    says "map 1 'ages': hash, u32 -> u64" 'echo "createMap(MapSpec.hash(\"ages\", U32, U64).maxEntries(10))" | learn --host sim'
    says 'Process counter' 'bpflab lab'
    says 'hash' 'bpflab read 2 --plain'
    says 'complete' 'bpflab completion bash'
    as_learner "bpflab check 2.1 '$shared/labs/2.1-process-counter/solution.jsh' --host sim" >"$work/check" 2>&1 \
        || { tail -n 5 "$work/check"; fail "check 2.1"; }
    grep '^Passed' "$work/check" || fail "check 2.1 says no result"
    [[ -z $(find "$root/opt/Tools & co" -newer "$root/usr/local/bin/bpflab" -type f) ]] || fail "a learner wrote below /opt"

    echo "--- $1: from a folder of the learner's, unpacked from the zip"
    as_learner "rm -rf '$name' && unzip -q '$name.zip'" || fail "unzip"
    says 'preparing fast starts' "./'$name'/bpflab --version"
    [[ $(as_learner "'./$name/bpflab' --version" 2>&1) = bpflab\ * ]] || fail "the second start says more than was asked for"
    says 'live no, simulated yes' "cd '$name' && ./bpflab doctor"
    # Everything there can be read and run, and is the learner's.
    [[ $(as_learner "find '$name' ! -user learner -o -type f ! -readable | wc -l") = 0 ]] || fail "files that are not the learner's"
}

on_bookworm() {
    echo "--- no Java at all"
    refuses 'no Java on the PATH' 'bpflab doctor'
    refuses 'has no bin/java' 'JAVA_HOME=/nowhere bpflab'

    # Debian's runtime lacks the tools but has all modules, which is enough.
    install_packages openjdk-17-jre-headless
    works "Debian's runtime" 17

    install_packages openjdk-17-jdk-headless
    works 'a JDK 17' 17
    says 'no mvn' 'command -v mvn || echo no mvn'

    echo "--- a runtime without jdk.jshell"
    inside jlink --add-modules java.se,jdk.unsupported,jdk.zipfs,jdk.jdi --output /opt/runtime
    refuses 'only a runtime' 'JAVA_HOME=/opt/runtime bpflab doctor'
    refuses 'apt install default-jdk' 'JAVA_HOME=/opt/runtime learn lab 2.1'
    says 'missing: this is only a runtime' "/opt/runtime/bin/java -jar '$shared/bpflab.jar' doctor"
    says 'live no, simulated no' "/opt/runtime/bin/java -jar '$shared/bpflab.jar' doctor"
}

on_trixie() {
    install_packages openjdk-21-jdk-headless
    works 'a JDK 21' 21
    remove_packages openjdk-21-jdk-headless openjdk-21-jre-headless
    install_packages openjdk-25-jdk-headless
    works 'a JDK 25' 25
}

for release in ${RELEASES:-bookworm trixie}; do
    SECONDS=0
    echo "=== $release: a fresh system"
    fresh_system "$release"
    inside apt-get update -q >"$work/apt.log" 2>&1
    install_packages unzip
    unpack
    "on_$release"
    echo "=== $release: passed after $SECONDS s"
done

echo "=== bpflab.cmd, as far as it can be seen here"
cmd="$root/opt/Tools & co/$name/bpflab.cmd"
[[ $(grep -c $'\r$' "$cmd") -eq $(wc -l <"$cmd") ]] || fail "bpflab.cmd has lines that do not end as on Windows"
LC_ALL=C grep -q '[^ -~'$'\r'']' "$cmd" && fail "bpflab.cmd has characters outside ASCII, which code pages change"
echo "    every line ends with CR LF, all of it is ASCII"
