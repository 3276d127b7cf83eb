package dev.bpflab.cli.doctor;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who we are and what that allows: capabilities, limits, and settings that differ between root and others. */
final class Rights {
    private static final Section RIGHTS = Section.RIGHTS;
    private static final String TOPIC = "capabilities";
    private static final String SUDO = "sudo bpflab";
    private static final String STATUS = "/proc/self/status";

    /** The capabilities that matter (linux/capability.h), and what each is for. */
    private enum Capability {
        CAP_NET_ADMIN(12, "attaching to interfaces: lab 2.2, live"),
        CAP_SYS_ADMIN(21, "a network of the lab's own, mounts, and on kernels before 5.8 all of bpf(2)"),
        CAP_SYSLOG(34, "the names of kernel functions in lab 2.3, live"),
        CAP_PERFMON(38, "programs that trace, and packet pointers as numbers: all labs, live"),
        CAP_BPF(39, "making maps and loading programs: all labs, live");

        private final int number;
        private final String allows;

        Capability(int number, String allows) {
            this.number = number;
            this.allows = allows;
        }
    }

    private final Machine machine;

    Rights(Machine machine) {
        this.machine = machine;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        machine.field(STATUS, "Uid").ifPresent(ids -> findings.add(user(ids)));
        Optional<BigInteger> effective = capabilities("CapEff");
        if (effective.isPresent()) {
            BigInteger bounding = capabilities("CapBnd").orElse(BigInteger.ZERO);
            findings.addAll(capabilities(effective.get(), bounding));
        }
        machine.field(STATUS, "Seccomp")
                .filter(mode -> !mode.equals("0"))
                .ifPresent(mode -> findings.add(Finding.fact(
                        RIGHTS, "seccomp", "system calls of this process are filtered, as containers do")));
        setting("perf_event_paranoid", "who but root may sample: the higher, the fewer")
                .ifPresent(findings::add);
        setting("perf_event_mlock_kb", "KiB that a user may map of perf events; the labs map none")
                .map(Finding::asAside)
                .ifPresent(findings::add);
        setting("kptr_restrict", "1 hides kernel addresses from all but root, 2 from root too")
                .ifPresent(findings::add);
        memlock().map(Finding::asAside).ifPresent(findings::add);
        return findings;
    }

    private static Finding user(String ids) {
        String effective = ids.split("\\s+", -1)[1];
        return Finding.fact(RIGHTS, "user", effective.equals("0") ? "root" : "an ordinary user (" + effective + ")");
    }

    private Optional<BigInteger> capabilities(String set) {
        return machine.field(STATUS, set)
                .filter(text -> text.matches("\\p{XDigit}+"))
                .map(text -> new BigInteger(text, 16));
    }

    /** Who has none of them is told so once. */
    private static List<Finding> capabilities(BigInteger effective, BigInteger bounding) {
        List<Finding> each = Arrays.stream(Capability.values())
                .map(capability -> capability(capability, effective, bounding))
                .toList();
        List<Finding> findings = new ArrayList<>();
        if (each.stream().allMatch(Finding::harms)) {
            Finding first = each.get(0);
            String all =
                    Arrays.stream(Capability.values()).map(Capability::name).collect(Collectors.joining(", "));
            boolean sudoHelps = first.remedy().equals(SUDO);
            findings.add(Finding.no(
                    RIGHTS,
                    TOPIC,
                    "none of " + all + (sudoHelps ? "" : ", which not even root can have here"),
                    "the live kernel",
                    sudoHelps ? SUDO : "start the container with --privileged"));
            each.forEach(one -> findings.add(one.asAside()));
        } else {
            findings.add(Finding.summary(RIGHTS, TOPIC, each));
            each.forEach(one -> findings.add(one.asOneOfMany()));
        }
        return findings;
    }

    private static Finding capability(Capability capability, BigInteger effective, BigInteger bounding) {
        String topic = capability.name();
        if (effective.testBit(capability.number)) {
            return Finding.yes(RIGHTS, topic, "effective");
        }
        // Who may do everything may do this: capabilities(7) on CAP_BPF and CAP_PERFMON.
        boolean implied = capability.number >= Capability.CAP_PERFMON.number
                && effective.testBit(Capability.CAP_SYS_ADMIN.number);
        if (implied) {
            return Finding.yes(RIGHTS, topic, "not by itself, but CAP_SYS_ADMIN stands for it");
        }
        return bounding.testBit(capability.number)
                ? Finding.no(RIGHTS, topic, "not effective", capability.allows, SUDO)
                : Finding.no(
                        RIGHTS,
                        topic,
                        "not even root can have it here (not in the bounding set)",
                        capability.allows,
                        "start the container with --cap-add=" + topic.substring("CAP_".length())
                                + ", or with --privileged");
    }

    private Optional<Finding> setting(String name, String meaning) {
        return machine.read("/proc/sys/kernel/" + name)
                .map(value -> Finding.fact(RIGHTS, name, value + " (" + meaning + ")"));
    }

    private Optional<Finding> memlock() {
        return machine.read("/proc/self/limits").stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith("Max locked memory"))
                .map(line ->
                        line.substring("Max locked memory".length()).strip().split("\\s+", -1)[0])
                .map(limit -> Finding.fact(
                        RIGHTS,
                        "locked memory",
                        (limit.equals("unlimited") ? limit : limit + " bytes")
                                + "; only Linux before 5.11 counts maps (there: ulimit -l unlimited)"))
                .findFirst();
    }
}
