#!/bin/bash
# The first and only program of a virtual machine that kernels.sh boots: tries what bpflab says and does on this kernel,
# writes what came of it to the last disk as a tar archive, and turns the machine off. Not for a machine in use.
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root TERM=xterm LC_ALL=C.UTF-8
export JAVA_HOME=/usr/lib/jvm/java-17-openjdk-amd64
[[ $$ = 1 ]] || { echo 'only for the first process of a machine' >&2; exit 2; }
out=/run/results
mount -t tmpfs run /run
mount -t tmpfs tmp /tmp
mkdir -p /dev/pts /dev/shm "$out"
mount -t devpts devpts /dev/pts -o gid=5,mode=620,ptmxmode=666
mount -t tmpfs shm /dev/shm
mount -t cgroup2 cgroup /sys/fs/cgroup
mount -t bpf bpf /sys/fs/bpf -o mode=700
mount -t tracefs tracefs /sys/kernel/tracing
echo 1 >/proc/sys/kernel/kptr_restrict
echo 2 >/proc/sys/kernel/perf_event_paranoid
ip link set lo up
hostname bpflab
echo '127.0.0.1 localhost bpflab' >/etc/hosts
cd /opt/bpflab || exit 2
uname -r >"$out/release"

parameter() { sed -nE "s/.*bpflab\.$1=([^ ]*).*/\1/p" /proc/cmdline; }

say() { echo "inside: $(cut -d. -f1 /proc/uptime) s: $*"; }

libraries=$(printf ':%s' target/test-lib/*.jar)
bpflab() { timeout 1800 java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "target/classes$libraries" dev.bpflab.cli.Main "$@"; }

say "$(<"$out/release")"
for lab in labs/*/; do
    [[ $(parameter labs) != none ]] || break
    if [[ ! -e $out/doctor.json ]]; then bpflab doctor --json >"$out/doctor.json" 2>"$out/doctor.err"; fi
    name=$(basename "$lab")
    id=${name%%-*}
    say "lab $id"
    begun=$SECONDS
    bpflab check "$id" "${lab}solution.jsh" --host kernel --format json >"$out/lab-$id.json" 2>"$out/lab-$id.err"
    echo "$? $((SECONDS - begun))" >"$out/lab-$id.status"
    say "lab $id: $(<"$out/lab-$id.status") (exit status, seconds)"
done

# The classes of one room, in a Java of their own: one that crashes, as may be where the processor is emulated, costs no more.
room_tests() {
    local room=$1 left=$2
    timeout "$left" java -XX:+UseSerialGC -Xmx1200m -XX:ErrorFile="$out/crash-$room-%p.txt" -Dbpflab.differential.count=300 -Dbpflab.logs.count=100 \
        -Djunit.jupiter.testclass.order.default=org.junit.jupiter.api.ClassOrderer\$ClassName \
        -Djunit.jupiter.execution.timeout.testable.method.default=15m -cp "target/test-classes:target/classes$libraries" \
        org.junit.platform.console.ConsoleLauncher execute --disable-banner --disable-ansi-colors --details=testfeed \
        --scan-classpath target/test-classes --include-package "dev.bpflab.$room" --include-classname "$tests" \
        --reports-dir "/tmp/reports" >>"$out/tests.txt" 2>&1
    local status=$?
    tail -n 4 "$out/tests.txt"
    if [[ -e /tmp/reports/TEST-junit-jupiter.xml ]]; then
        mv /tmp/reports/TEST-junit-jupiter.xml "$out/reports/$room-$(date +%s).xml"
        ((status != 1)) || status=0
    fi
    return $status
}

tests=$(parameter tests)
if [[ $tests != none ]]; then
    say "tests $tests"
    mkdir -p "$out/reports"
    rooms=$out/rooms-$(date +%s).txt
    end=$((SECONDS + $(parameter limit)))
    for room in target/test-classes/dev/bpflab/*/; do
        room=$(basename "$room")
        (cd target/test-classes && find "dev/bpflab/$room" -name '*.class') | sed 's/\.class$//; s#/#.#g' | grep -qxE "$tests" || continue
        for attempt in first second; do
            say "tests of $room"
            begun=$SECONDS
            ((end > SECONDS)) || { echo "$room 124 0" >>"$rooms"; break; }
            room_tests "$room" $((end - SECONDS))
            status=$?
            echo "$room $status $((SECONDS - begun))" >>"$rooms"
            say "tests of $room: $status $((SECONDS - begun)) (0 unless it was cut off, seconds)"
            if ((status < 128)) || [[ $attempt = second ]]; then break; fi
        done
    done
fi
dmesg | grep -iE 'BUG:|WARNING:|Oops|panic' >"$out/dmesg.txt"
say 'done'
tar -C "$out" -cf /dev/vdd . && sync
echo o >/proc/sysrq-trigger
sleep 60
