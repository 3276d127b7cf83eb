package dev.bpflab.sim;

import dev.bpflab.bpf.AttachOutcome;
import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.Hook;
import dev.bpflab.bpf.LoadOutcome;
import dev.bpflab.bpf.MapAttr;
import dev.bpflab.bpf.MapInfo;
import dev.bpflab.bpf.ProgAttr;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.bpf.TestRun;
import dev.bpflab.bpf.TestRunOutcome;
import dev.bpflab.isa.DecodeException;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.InsnCodec;
import dev.bpflab.sim.machine.MachineCode;
import dev.bpflab.sim.verifier.Verdict;
import dev.bpflab.sim.verifier.Verifier;
import dev.bpflab.sim.verifier.VerifierInput;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The program commands of bpf(2): load, attach, test run; the checks in the kernel's order. */
final class ProgramCalls {
    private static final int LOG_LEVELS = 0xf;

    private final SimKernel kernel;
    private final FdTable fds;
    private final MapCalls maps;

    ProgramCalls(SimKernel kernel, FdTable fds, MapCalls maps) {
        this.kernel = kernel;
        this.fds = fds;
        this.maps = maps;
    }

    LoadOutcome load(ProgAttr attr) {
        if (attr.insns().length % 8 != 0) {
            throw new IllegalArgumentException(
                    "the program has " + attr.insns().length + " bytes, which is not a multiple of 8");
        }
        if (fds.isClosed()) {
            return new LoadOutcome(Errno.EBADF.result(), "");
        }
        int slots = attr.insns().length / 8;
        if (slots == 0 || slots > MachineCode.MAX_SLOTS) {
            return new LoadOutcome(Errno.E2BIG.result(), "");
        }
        Optional<ProgramType> type = ProgramType.ofNumber(attr.type());
        if (type.isEmpty() || !ObjectName.isValid(attr.name()) || (attr.logLevel() & ~LOG_LEVELS) != 0) {
            return new LoadOutcome(Errno.EINVAL.result(), "");
        }
        try {
            return verified(attr, type.get(), InsnCodec.decode(attr.insns()));
        } catch (DecodeException e) {
            String log = KernelDecoding.log(attr.insns(), e.slot());
            return new LoadOutcome(Errno.EINVAL.result(), attr.logLevel() == 0 ? "" : log);
        }
    }

    private LoadOutcome verified(ProgAttr attr, ProgramType type, List<Insn> insns) {
        KnownMaps known = new KnownMaps();
        VerifierInput input = new VerifierInput(insns, type, attr.license(), attr.logLevel(), known);
        Verdict verdict = Verifier.verify(input);
        if (!verdict.accepted()) {
            boolean otherKind = verdict.result() == Errno.EBADF.result() && known.sawAnotherKind;
            return new LoadOutcome(otherKind ? Errno.EINVAL.result() : verdict.result(), verdict.log());
        }
        MapReferences references = maps.references();
        MachineCode code = MachineCode.of(insns, load -> references.address(load, load.low()));
        ProgramObject program = new ProgramObject(kernel.nextProgramId(), type, code, references);
        return new LoadOutcome(fds.open(program, 0), verdict.log());
    }

    int id(int fd) {
        SimObject object = fds.acquire(fd);
        try {
            return object instanceof ProgramObject ? object.id() : refusal(object);
        } finally {
            if (object != null) {
                object.release();
            }
        }
    }

    TestRunOutcome testRun(int fd, TestRun run) {
        SimObject object = fds.acquire(fd);
        try {
            return object instanceof ProgramObject program
                    ? new PacketRun(kernel, program).run(run)
                    : PacketRun.failed(refusal(object));
        } finally {
            if (object != null) {
                object.release();
            }
        }
    }

    AttachOutcome attach(int fd, Hook hook) {
        SimObject object = fds.acquire(fd);
        if (object instanceof ProgramObject program) {
            AttachOutcome outcome = attach(program, hook);
            if (outcome.result() < 0) {
                program.release();
            }
            return outcome;
        }
        Errno errno = Errno.ofResult(refusal(object));
        if (object != null) {
            object.release();
        }
        return AttachOutcome.failed(errno, "the descriptor is no open program", "load it again");
    }

    /** On success the link keeps the caller's reference to the program. */
    private AttachOutcome attach(ProgramObject program, Hook hook) {
        if (!(hook instanceof Hook.Tracepoint place)) {
            throw new NotSimulated("attach to " + hook.describe(), "this kind of hook");
        }
        SimTracepoint tracepoint = kernel.tracepoints().find(place);
        if (tracepoint == null) {
            return AttachOutcome.failed(
                    Errno.ENOENT,
                    "the simulated kernel has no " + hook.describe() + ", only "
                            + String.join(", ", kernel.tracepoints().names()),
                    "look for it with --host kernel");
        }
        if (program.type() != ProgramType.TRACEPOINT) {
            return AttachOutcome.failed(
                    Errno.EINVAL,
                    "a " + program.type().kernelName() + " program does not fit a tracepoint",
                    "load it as TRACEPOINT");
        }
        LinkObject link = new LinkObject(kernel.nextLinkId(), tracepoint, program);
        int refusal = tracepoint.attach(link);
        if (refusal == 0) {
            return AttachOutcome.attached(fds.open(link, 0));
        }
        return refusal == Errno.EEXIST.result()
                ? AttachOutcome.failed(
                        Errno.EEXIST,
                        "the program is attached to this tracepoint already",
                        "close that link first, or load the program once more")
                : AttachOutcome.failed(
                        Errno.E2BIG, "64 programs are attached to the tracepoint already", "detach some");
    }

    /** The maps as the verifier asks for them; it cannot tell a descriptor of another kind from a closed one. */
    private final class KnownMaps implements IntFunction<@Nullable MapAttr> {
        private boolean sawAnotherKind;

        @Override
        public @Nullable MapAttr apply(int fd) {
            MapInfo info = maps.info(fd);
            sawAnotherKind |= info == null && fds.isOpen(fd);
            return info == null ? null : info.attr();
        }
    }

    private static int refusal(@Nullable SimObject object) {
        return object != null ? Errno.EINVAL.result() : Errno.EBADF.result();
    }
}
