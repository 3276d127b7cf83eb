package dev.bpflab.kernel;

import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.LoadOutcome;
import dev.bpflab.bpf.ObjectKind;
import dev.bpflab.bpf.ProgAttr;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.bpf.TestRun;
import dev.bpflab.bpf.TestRunOutcome;
import dev.bpflab.isa.AluOp;
import dev.bpflab.isa.Imm;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.InsnCodec;
import dev.bpflab.isa.Reg;
import dev.bpflab.isa.Width;
import dev.bpflab.kernel.BpfAttr.Command;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** The commands of bpf(2) on programs. */
final class ProgramCommands {
    private static final int EBADF = Errno.EBADF.result();
    private static final int SLOT = 8;

    /** The part of the load attributes that ends with {@code expected_attach_type}. */
    private static final int LOAD_SIZE = 72;

    /** The part that ends with {@code func_info_cnt}. */
    private static final int LOAD_SIZE_WITH_FUNCTIONS = 92;

    private static final int FIRST_LOG = 64 << 10;

    /** What the verifier says last. */
    private static final String SUMMARY = "\nprocessed ";

    /** The level of a log that has nothing but the reason and sums. */
    private static final int STATISTICS = 4;

    /** The largest log that every kernel takes ({@code UINT_MAX >> 8}). */
    private static final int LAST_LOG = (16 << 20) - 1;

    /** A signal that comes while the verifier works ends the call; a JVM may send itself many, for its safepoints and samplers. */
    private static final int ATTEMPTS = 10;

    /** What an XDP program may put in front of a packet, and more. */
    private static final int ROOM_TO_GROW = 4096;

    /** As large as any context structure, and larger. */
    private static final int LARGEST_CONTEXT = 1024;

    private static final int XDP_MD_INGRESS_IFINDEX = 12;
    private static final int SK_BUFF_IFINDEX = 40;
    private static final int LOOPBACK = 1;
    private static final int BPF_F_TEST_RUN_ON_CPU = 1;

    /** The test attributes up to {@code batch_size}. */
    private static final int TEST_RUN_SIZE = 80;

    private final DescriptorTable table;
    private final StageNetwork network;
    private @Nullable Boolean version4;

    /** Creates them for programs whose contexts name interfaces of a stage's network. */
    ProgramCommands(DescriptorTable table, StageNetwork network) {
        this.table = table;
        this.network = network;
    }

    /** Asks the kernel once, by a program that extends a sign; it has no word for what it does not know but EINVAL. */
    synchronized boolean hasVersion4() {
        Boolean known = version4;
        if (known == null) {
            byte[] insns = InsnCodec.encode(List.of(
                    new Insn.Alu(Width.W64, AluOp.MOV, Reg.R0, new Imm(0)),
                    new Insn.Alu(Width.W64, AluOp.MOVSX8, Reg.R0, Reg.R0),
                    new Insn.Exit()));
            int result = load(new ProgAttr(ProgramType.TRACEPOINT.number(), insns, "GPL", "", 0), null, -1, null);
            if (result >= 0) {
                Libc.close(result);
            }
            known = result != Errno.EINVAL.result();
            version4 = known;
        }
        return known;
    }

    LoadOutcome load(ProgAttr program) {
        if (program.insns().length % SLOT != 0) {
            throw new IllegalArgumentException(
                    program.insns().length + " bytes are not instructions of " + SLOT + " bytes each");
        }
        FunctionInfo functions = FunctionInfo.of(program.insns());
        if (functions == null) {
            return load(program, null, 0);
        }
        // A kernel that takes no description takes no callbacks, and says so when it is given the program.
        int btfFd = functions.load();
        try {
            return load(program, btfFd < 0 ? null : functions, btfFd);
        } finally {
            if (btfFd >= 0) {
                Libc.close(btfFd);
            }
        }
    }

    private LoadOutcome load(ProgAttr program, @Nullable FunctionInfo functions, int btfFd) {
        if (program.logLevel() == 0) {
            return opened(load(program, functions, btfFd, null), program, "");
        }
        int size = FIRST_LOG;
        while (true) {
            NativeBuffer log = NativeBuffer.allocate(size);
            int result = load(program, functions, btfFd, log);
            if (result != Errno.ENOSPC.result()) {
                return opened(result, program, log.text(0, size));
            }
            if (size == LAST_LOG) {
                return cut(program, functions, btfFd, log.text(0, size));
            }
            size = Math.min(size * 4, LAST_LOG);
        }
    }

    /** The log is cut, and so its length must not decide: asks for the verdict alone, and for what was said last. */
    private LoadOutcome cut(ProgAttr program, @Nullable FunctionInfo functions, int btfFd, String log) {
        if (log.lastIndexOf(SUMMARY) >= 0) {
            return opened(load(program, functions, btfFd, null), program, log);
        }
        // Before Linux 6.4 the log's beginning was kept and its end, with the reason, lost; statistics come with the
        // reason.
        NativeBuffer end = NativeBuffer.allocate(FIRST_LOG);
        ProgAttr brief = new ProgAttr(program.type(), program.insns(), program.license(), program.name(), STATISTICS);
        int result = load(brief, functions, btfFd, end);
        return opened(result, program, log + "\n" + end.text(0, FIRST_LOG));
    }

    private LoadOutcome opened(int result, ProgAttr program, String log) {
        if (result < 0) {
            return new LoadOutcome(result, log);
        }
        return new LoadOutcome(table.add(Descriptor.program(result, program.type())) ? result : EBADF, log);
    }

    private static int load(ProgAttr program, @Nullable FunctionInfo functions, int btfFd, @Nullable NativeBuffer log) {
        NativeBuffer insns = NativeBuffer.copyOf(program.insns());
        NativeBuffer license = NativeBuffer.cString(program.license());
        BpfAttr attr = Scratch.ofThread().attr().clear();
        attr.u32(0, program.type()).u32(4, program.insns().length / SLOT).u64(8, insns.address());
        attr.u64(16, license.address()).name(48, program.name());
        if (log != null) {
            attr.u32(24, program.logLevel()).u32(28, log.size()).u64(32, log.address());
        }
        if (functions != null) {
            functions.describe(attr, btfFd);
        }
        int size = functions == null ? LOAD_SIZE : LOAD_SIZE_WITH_FUNCTIONS;
        return NativeBuffer.holding(() -> patiently(attr, Command.PROG_LOAD, size), insns, license, log, functions);
    }

    /** The kernel looks for an interface in the calling thread's network; the loopback device is the same in each. */
    private int inNetwork(int type, NativeBuffer context, IntSupplier call) {
        int field = interfaceField(type);
        boolean names = field >= 0
                && context.size() >= field + Integer.BYTES
                && Integer.compareUnsigned(context.bytes().getInt(field), LOOPBACK) > 0;
        if (!names) {
            return call.getAsInt();
        }
        try {
            return network.within("test-run", call);
        } catch (BpfException e) {
            return e.errno().result();
        }
    }

    /** Returns where a type's context names the interface whose packet it is, or -1. */
    private static int interfaceField(int type) {
        return switch (ProgramType.ofNumber(type).orElse(ProgramType.RAW_TRACEPOINT)) {
            case XDP -> XDP_MD_INGRESS_IFINDEX;
            case SOCKET_FILTER, SCHED_CLS -> SK_BUFF_IFINDEX;
            default -> -1;
        };
    }

    static int patiently(BpfAttr attr, Command command, int size) {
        int result = attr.call(command, size);
        for (int i = 1; i < ATTEMPTS && (result == Errno.EAGAIN.result() || result == Errno.EINTR.result()); i++) {
            result = attr.call(command, size);
        }
        return result;
    }

    int id(int fd) {
        Descriptor program = table.acquire(fd, ObjectKind.PROGRAM);
        if (program == null) {
            return table.refusal(fd, ObjectKind.PROGRAM);
        }
        try {
            return ObjectInfo.programId(fd);
        } finally {
            program.release();
        }
    }

    TestRunOutcome testRun(int fd, TestRun run) {
        Descriptor program = table.acquire(fd, ObjectKind.PROGRAM);
        if (program == null) {
            return TestRunOutcome.ofResult(table.refusal(fd, ObjectKind.PROGRAM));
        }
        try {
            return run.repeat() <= 1
                    ? testRunOpen(fd, program.type(), run)
                    : new RepeatedRun(run, program.type(), each -> testRunOpen(fd, program.type(), each)).toEnd();
        } finally {
            program.release();
        }
    }

    private TestRunOutcome testRunOpen(int fd, int type, TestRun run) {
        NativeBuffer data = NativeBuffer.copyOf(run.data());
        NativeBuffer context = NativeBuffer.copyOf(run.context());
        // A type without packets refuses even the place for one.
        NativeBuffer after = NativeBuffer.allocate(run.data().length == 0 ? 0 : run.data().length + ROOM_TO_GROW);
        BpfAttr attr = Scratch.ofThread().attr().clear();
        attr.u32(0, fd).u32(32, run.repeat());
        if (run.data().length > 0) {
            attr.u32(8, run.data().length).u64(16, data.address());
            attr.u32(12, after.size()).u64(24, after.address());
        }
        boolean givesContext = run.context().length > 0 && type != ProgramType.RAW_TRACEPOINT.number();
        NativeBuffer contextAfter = NativeBuffer.allocate(givesContext ? LARGEST_CONTEXT : 0);
        if (run.context().length > 0) {
            attr.u32(40, run.context().length).u64(48, context.address());
        }
        if (givesContext) {
            attr.u32(44, contextAfter.size()).u64(56, contextAfter.address());
        }
        if (run.cpu().isPresent()) {
            attr.u32(64, BPF_F_TEST_RUN_ON_CPU).u32(68, run.cpu().getAsInt());
        }
        // Of many runs that a signal ended, some are done: to begin again would be to run too often.
        boolean again = run.repeat() <= 1;
        int result = NativeBuffer.holding(
                () -> inNetwork(
                        type,
                        context,
                        () -> again
                                ? patiently(attr, Command.PROG_TEST_RUN, TEST_RUN_SIZE)
                                : attr.call(Command.PROG_TEST_RUN, TEST_RUN_SIZE)),
                data,
                context);
        if (result < 0) {
            return TestRunOutcome.ofResult(result);
        }
        int length = run.data().length > 0 ? attr.u32(12) : 0;
        return new TestRunOutcome(
                result,
                attr.u32(4),
                after.copy(length),
                contextAfter.copy(givesContext ? attr.u32(44) : 0),
                Integer.toUnsignedLong(attr.u32(36)));
    }
}
