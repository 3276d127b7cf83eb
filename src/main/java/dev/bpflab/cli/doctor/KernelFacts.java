package dev.bpflab.cli.doctor;

import dev.bpflab.kernel.KernelProbe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which kernel runs, whether bpf(2) can be used, and what the administrator has restricted. */
final class KernelFacts {
    private static final Section KERNEL = Section.KERNEL;
    private static final Pattern CHOSEN = Pattern.compile("\\[(\\w+)]");

    /** What root lacks in a container. */
    private static final String CONTAINER = "start the container with --privileged, or with --cap-add=BPF"
            + " --cap-add=PERFMON --cap-add=NET_ADMIN --cap-add=SYS_ADMIN --cap-add=SYSLOG; or use --host sim";

    private final Machine machine;
    private final KernelProbe probe;

    KernelFacts(Machine machine, KernelProbe probe) {
        this.machine = machine;
        this.probe = probe;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        String system = machine.property("os.name") + " " + machine.release() + " on " + machine.property("os.arch");
        findings.add(Finding.fact(KERNEL, "kernel", system));
        findings.add(
                probe.usable()
                        ? Finding.yes(KERNEL, "bpf(2)", probe.reason())
                        : Finding.no(
                                KERNEL,
                                "bpf(2)",
                                probe.reason(),
                                "the live kernel: labs, chapter examples and tools; all labs run on --host sim",
                                machine.isRoot() && probe.reason().contains("may not") ? CONTAINER : probe.remedy()));
        if (machine.isLinux()) {
            findings.add(unprivileged());
            findings.add(jit().asAside());
            findings.add(lockdown());
            findings.add(Finding.fact(
                    KERNEL,
                    "security modules",
                    machine.read("/sys/kernel/security/lsm")
                            .filter(text -> !text.isEmpty())
                            .orElse("not told: securityfs is not mounted, or not readable by this user")));
            findings.add(btf());
        }
        return findings;
    }

    private Finding unprivileged() {
        Optional<String> value = machine.read("/proc/sys/kernel/unprivileged_bpf_disabled");
        return Finding.fact(
                KERNEL,
                "unprivileged bpf(2)",
                switch (value.orElse("")) {
                    case "0" ->
                        "allowed for socket filters (unprivileged_bpf_disabled is 0); the labs need root all the same";
                    case "1", "2" -> "off (unprivileged_bpf_disabled is " + value.get() + "), as on most machines";
                    default -> "this kernel does not say";
                });
    }

    private Finding jit() {
        String value = machine.read("/proc/sys/net/core/bpf_jit_enable").orElse("");
        return switch (value) {
            case "1", "2" -> Finding.yes(KERNEL, "JIT compiler", "on (net.core.bpf_jit_enable is " + value + ")");
            case "0" ->
                Finding.no(
                        KERNEL,
                        "JIT compiler",
                        "off (net.core.bpf_jit_enable is 0)",
                        "nothing, but programs are interpreted, which is slower",
                        "sudo sysctl net.core.bpf_jit_enable=1");
            default -> Finding.fact(KERNEL, "JIT compiler", "not told to this user, or not there");
        };
    }

    private Finding lockdown() {
        String text = machine.read("/sys/kernel/security/lockdown").orElse("");
        Matcher chosen = CHOSEN.matcher(text);
        String mode = chosen.find() ? chosen.group(1) : "";
        return switch (mode) {
            case "confidentiality" ->
                Finding.no(
                        KERNEL,
                        "lockdown",
                        "confidentiality: programs may not read the kernel's memory, and tracing is restricted",
                        "labs 2.1 and 2.3, live",
                        "start the machine without lockdown=confidentiality (Secure Boot may demand it)");
            case "" -> Finding.fact(KERNEL, "lockdown", "not told, or not in this kernel");
            default -> Finding.fact(KERNEL, "lockdown", mode + ", which the labs do not mind");
        };
    }

    private Finding btf() {
        return machine.has("/sys/kernel/btf/vmlinux")
                ? Finding.yes(KERNEL, "BTF", "the kernel describes its types in /sys/kernel/btf/vmlinux")
                : Finding.no(
                        KERNEL,
                        "BTF",
                        "no /sys/kernel/btf/vmlinux",
                        "nothing in these labs; bpftrace and CO-RE programs want it",
                        "");
    }
}
