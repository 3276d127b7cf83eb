package dev.bpflab.cli;

import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.BpfProgram;
import dev.bpflab.bpf.Hook;
import dev.bpflab.bpf.Link;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.isa.AluOp;
import dev.bpflab.isa.Imm;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.Program;
import dev.bpflab.isa.Reg;
import dev.bpflab.isa.Width;
import dev.bpflab.kernel.KernelHost;
import dev.bpflab.kernel.KernelProbe;
import dev.bpflab.kernel.Live;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at what this machine can do, by trying it where that leaves nothing behind and by reading /proc and /sys elsewhere. */
final class Doctor {
    private static final String SIMULATOR_ONLY = "the live kernel; every lab still runs on --host sim";

    private final Streams streams;

    Doctor(Streams streams) {
        this.streams = streams;
    }

    /** Returns everything that was looked at, in the order in which one thing rests on another. */
    List<Finding> examine() {
        List<Finding> findings = new ArrayList<>();
        findings.add(java());
        findings.add(terminal());
        findings.add(Finding.good("simulated kernel", "always there: no root, no Linux and no network needed"));
        KernelProbe probe = KernelHost.probe();
        findings.add(liveKernel(probe));
        if (System.getProperty("os.name", "").equals("Linux")) {
            if (probe.usable()) {
                findings.add(tracepoint());
            }
            findings.add(folder(
                    "tracefs",
                    "/sys/kernel/tracing/events",
                    "looking at tracepoints by hand; bpflab reads them without",
                    "sudo mount -t tracefs nodev /sys/kernel/tracing"));
            findings.add(folder("bpffs", "/sys/fs/bpf", "pinning maps", "sudo mount -t bpf bpf /sys/fs/bpf"));
            findings.add(btf());
            findings.add(unprivileged());
        }
        return findings;
    }

    private static Finding java() {
        String version = "Java " + Runtime.version() + " in " + System.getProperty("java.home");
        return ModuleLayer.boot().findModule("jdk.jshell").isPresent()
                ? Finding.good("Java", version + ", with jdk.jshell")
                : Finding.bad(
                        "Java",
                        version + ", without jdk.jshell",
                        "the prompt and the labs",
                        "install a whole JDK 17 or newer");
    }

    private Finding terminal() {
        return streams.terminal()
                ? Finding.good(
                        "terminal",
                        streams.environment().getOrDefault("TERM", "unknown")
                                + (streams.colour() ? ", with colours" : ", without colours"))
                : Finding.bad(
                        "terminal",
                        "input or output is not a terminal",
                        "typing at the prompt",
                        "start bpflab in a terminal");
    }

    private static Finding liveKernel(KernelProbe probe) {
        return probe.usable()
                ? Finding.good("live kernel", probe.reason())
                : Finding.bad("live kernel", probe.reason(), SIMULATOR_ONLY, probe.remedy());
    }

    /** Loads a program that does nothing, attaches it to where Lab 2.1 does, and takes it away again. */
    private static Finding tracepoint() {
        Program nothing = Program.of(List.of(
                new Program.Line(new Insn.Alu(Width.W64, AluOp.MOV, Reg.R0, new Imm(0)), "", null),
                new Program.Line(new Insn.Exit(), "", null)));
        Hook hook = new Hook.Tracepoint("sched", "sched_process_exec");
        try (Workspace workspace = Live.workspace();
                BpfProgram program = workspace.load(nothing, ProgramType.TRACEPOINT);
                Link link = workspace.attach(program, hook)) {
            return Finding.good(
                    "tracepoints", "a program can be attached to " + link.hook().describe());
        } catch (BpfException failure) {
            return Finding.bad(
                    "tracepoints",
                    String.valueOf(failure.getMessage()),
                    "Lab 2.1 on the live kernel",
                    Optional.ofNullable(failure.remedy()).orElse(""));
        }
    }

    private static Finding folder(String what, String path, String prevents, String remedy) {
        boolean mounted = what.equals("bpffs") ? isMounted(path, "bpf") : Files.isDirectory(Path.of(path));
        return mounted
                ? Finding.good(what, "mounted")
                : Finding.bad(what, "not mounted, or not readable by this user", prevents, remedy);
    }

    private static boolean isMounted(String path, String type) {
        return read("/proc/mounts").lines().anyMatch(line -> line.matches("\\S+ " + path + " " + type + " .*"));
    }

    private static Finding btf() {
        return Files.isReadable(Path.of("/sys/kernel/btf/vmlinux"))
                ? Finding.good("BTF", "the kernel describes its types in /sys/kernel/btf/vmlinux")
                : Finding.bad("BTF", "no /sys/kernel/btf/vmlinux", "nothing in these labs", "");
    }

    private static Finding unprivileged() {
        String value = read("/proc/sys/kernel/unprivileged_bpf_disabled").strip();
        return Finding.good(
                "unprivileged bpf(2)",
                switch (value) {
                    case "0" -> "allowed for socket filters; the labs need root all the same";
                    case "1", "2" ->
                        "off (unprivileged_bpf_disabled is " + value
                                + "), as on most machines; the live kernel needs root";
                    default -> "this kernel does not say";
                });
    }

    private static String read(String path) {
        try {
            return Files.readString(Path.of(path), StandardCharsets.UTF_8);
        } catch (IOException absent) {
            return "";
        }
    }
}
