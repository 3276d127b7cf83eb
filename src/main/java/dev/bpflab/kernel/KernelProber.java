package dev.bpflab.kernel;

import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.LoadOutcome;
import dev.bpflab.bpf.MapAttr;
import dev.bpflab.bpf.MapType;
import dev.bpflab.bpf.ProgAttr;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.isa.AluOp;
import dev.bpflab.isa.Imm;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.InsnCodec;
import dev.bpflab.isa.Reg;
import dev.bpflab.isa.Width;
import java.util.List;

/** Finds out whether the kernel can be used by using it: a small map and a small program are made and closed again. */
final class KernelProber {
    private static final String USE_SIM = "use --host sim";

    private KernelProber() {}

    static KernelProbe probe() {
        return probe(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    }

    static KernelProbe probe(String system, String arch) {
        if (!system.equals("Linux")) {
            return KernelProbe.no("this is " + system + ", not Linux", USE_SIM);
        }
        if (Arch.named(arch).isEmpty()) {
            return KernelProbe.no(Arch.unsupported(arch), USE_SIM);
        }
        try {
            return tryIt();
        } catch (LinkageError e) {
            return KernelProbe.no(
                    "JNA cannot load its native part (" + e.getMessage() + ")",
                    "let java.io.tmpdir or -Djna.tmpdir name a directory from which code may be executed, or "
                            + USE_SIM);
        }
    }

    private static KernelProbe tryIt() {
        try (KernelHost host = new KernelHost()) {
            int map = host.createMap(new MapAttr(MapType.HASH.number(), 4, 8, 1, 0, ""));
            if (map < 0) {
                return refused(Errno.ofResult(map), "create a map");
            }
            byte[] insns =
                    InsnCodec.encode(List.of(new Insn.Alu(Width.W64, AluOp.MOV, Reg.R0, new Imm(0)), new Insn.Exit()));
            LoadOutcome loaded = host.load(new ProgAttr(ProgramType.TRACEPOINT.number(), insns, "GPL", "", 0));
            if (loaded.result() < 0) {
                return refused(Errno.ofResult(loaded.result()), "load a tracepoint program");
            }
            String warning = PidNamespace.warning();
            return KernelProbe.yes("Linux " + System.getProperty("os.version", "") + " lets us use bpf(2)"
                    + (warning.isEmpty() ? "" : "; " + warning));
        }
    }

    private static KernelProbe refused(Errno errno, String what) {
        return switch (errno) {
            case ENOSYS ->
                KernelProbe.no(
                        "this kernel has no bpf(2), or a container's filter hides it",
                        "use a kernel built with CONFIG_BPF_SYSCALL, or " + USE_SIM);
            case EPERM, EACCES ->
                KernelProbe.no(
                        "this user may not " + what + " (" + errno + ")",
                        "run as root (a container also needs CAP_BPF and CAP_PERFMON), or " + USE_SIM);
            default ->
                KernelProbe.no("the kernel would not " + what + " (" + errno + ", " + errno.text() + ")", USE_SIM);
        };
    }
}
