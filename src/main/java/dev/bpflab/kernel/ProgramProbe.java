package dev.bpflab.kernel;

import dev.bpflab.bpf.AttachType;
import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.isa.AluOp;
import dev.bpflab.isa.Helper;
import dev.bpflab.isa.Imm;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.InsnCodec;
import dev.bpflab.isa.RawSlot;
import dev.bpflab.isa.Reg;
import dev.bpflab.isa.Width;
import dev.bpflab.kernel.BpfAttr.Command;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** Asks for types of programs, and for helpers, by loading the smallest program and closing it again. */
final class ProgramProbe {
    /** The part of the load attributes that ends with {@code attach_btf_id}. */
    private static final int LOAD_SIZE = 112;

    private static final int LOG = 4096;
    private static final int BPF_F_SLEEPABLE = 1 << 4;

    /** A type that describes no function, so that the kernel refuses the place and not the program's type. */
    private static final int NO_FUNCTION = 1;

    private static final List<Insn> RETURN_ZERO =
            List.of(new Insn.Alu(Width.W64, AluOp.MOV, Reg.R0, new Imm(0)), new Insn.Exit());

    private static final List<String> NO_SUCH_HELPER =
            List.of("program of this type cannot use helper", "unknown func", "invalid func");

    private final ProgramType type;
    private final List<Insn> insns;
    private int place;
    private int attachBtfId;

    private ProgramProbe(ProgramType type, List<Insn> insns) {
        this.type = type;
        this.insns = insns;
        this.place = place(type).map(AttachType::number).orElse(0);
    }

    /**
     * What the kernel made of a program.
     *
     * @param result 0, or a negated errno
     */
    private record Outcome(int result, String log) {}

    static KernelAnswer of(ProgramType type) {
        ProgramProbe probe = new ProgramProbe(type, RETURN_ZERO);
        probe.attachBtfId = switch (type) {
            case TRACING, LSM, EXT -> NO_FUNCTION;
            default -> 0;
        };
        Outcome outcome = probe.load();
        boolean has = outcome.result() >= 0
                || switch (type) {
                    case TRACING, LSM -> outcome.log().contains("attach_btf_id " + NO_FUNCTION + " is not a");
                    case EXT -> outcome.log().contains("Cannot replace kernel functions");
                    case STRUCT_OPS -> outcome.result() == Errno.ENOTSUPP.result();
                    default -> false;
                };
        return has ? KernelAnswer.yes() : KernelAnswer.refused(outcome.result());
    }

    /** Returns whether programs of a type may call a helper; the type must be there. */
    static KernelAnswer of(ProgramType type, Helper helper) {
        Outcome outcome = new ProgramProbe(type, List.of(new Insn.CallHelper(helper.id()), new Insn.Exit())).load();
        if (NO_SUCH_HELPER.stream().anyMatch(outcome.log()::contains)) {
            return KernelAnswer.no("not for " + type.kernelName() + " programs of this kernel");
        }
        // What else the verifier finds wrong with a call without arguments shows that it knows the helper.
        return outcome.result() >= 0 || outcome.log().contains("call ")
                ? KernelAnswer.yes()
                : KernelAnswer.refused(outcome.result());
    }

    /** Returns whether the kernel takes a program for a place of its type, which says something where it looks at that. */
    static KernelAnswer of(AttachType place) {
        return with(place, fd -> KernelAnswer.yes());
    }

    /** Returns whether the kernel takes programs of a type for a place that is another type's. */
    static boolean takes(ProgramType type, AttachType place) {
        ProgramProbe probe = new ProgramProbe(type, RETURN_ZERO);
        probe.place = place.number();
        return probe.load().result() >= 0;
    }

    /** Loads a program for a place, and asks something with its descriptor. */
    static KernelAnswer with(AttachType place, IntFunction<KernelAnswer> question) {
        ProgramProbe probe = new ProgramProbe(place.programType(), RETURN_ZERO);
        probe.place = place.number();
        int fd = probe.open(NativeBuffer.allocate(LOG));
        if (fd < 0) {
            return KernelAnswer.refused(fd);
        }
        try {
            return question.apply(fd);
        } finally {
            Libc.close(fd);
        }
    }

    /** Returns the place that programs of a type must be for, where there is no saying none. */
    private static Optional<AttachType> place(ProgramType type) {
        return Optional.ofNullable(
                switch (type) {
                    case CGROUP_SOCK_ADDR -> AttachType.CGROUP_INET4_CONNECT;
                    case CGROUP_SOCKOPT -> AttachType.CGROUP_GETSOCKOPT;
                    case SK_LOOKUP -> AttachType.SK_LOOKUP;
                    case LIRC_MODE2 -> AttachType.LIRC_MODE2;
                    case NETFILTER -> AttachType.NETFILTER;
                    case TRACING -> AttachType.TRACE_RAW_TP;
                    case LSM -> AttachType.LSM_MAC;
                    default -> null;
                });
    }

    private Outcome load() {
        NativeBuffer log = NativeBuffer.allocate(LOG);
        int fd = open(log);
        if (fd >= 0) {
            Libc.close(fd);
        }
        return new Outcome(Math.min(fd, 0), log.text(0, LOG));
    }

    private int open(NativeBuffer log) {
        byte[] code = InsnCodec.encode(insns);
        NativeBuffer bytes = NativeBuffer.copyOf(code);
        NativeBuffer license = NativeBuffer.cString("GPL");
        BpfAttr attr = Scratch.ofThread().attr().clear();
        attr.u32(0, type.number()).u32(4, code.length / RawSlot.BYTES).u64(8, bytes.address());
        attr.u64(16, license.address()).u32(24, 1).u32(28, LOG).u64(32, log.address());
        attr.u32(44, type == ProgramType.SYSCALL ? BPF_F_SLEEPABLE : 0);
        attr.u32(68, place).u32(108, attachBtfId);
        return NativeBuffer.holding(
                () -> ProgramCommands.patiently(attr, Command.PROG_LOAD, LOAD_SIZE), bytes, license, log);
    }
}
