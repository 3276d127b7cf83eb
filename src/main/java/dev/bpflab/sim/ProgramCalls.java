package dev.bpflab.sim;

import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.LoadOutcome;
import dev.bpflab.bpf.MapAttr;
import dev.bpflab.bpf.MapInfo;
import dev.bpflab.bpf.ProgAttr;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.bpf.RaceOutcome;
import dev.bpflab.bpf.Racer;
import dev.bpflab.bpf.TestRun;
import dev.bpflab.bpf.TestRunOutcome;
import dev.bpflab.isa.Insn;
import dev.bpflab.sim.machine.MachineCode;
import dev.bpflab.sim.machine.MachineMemory;
import dev.bpflab.sim.verifier.Decoded;
import dev.bpflab.sim.verifier.Verdict;
import dev.bpflab.sim.verifier.Verifier;
import dev.bpflab.sim.verifier.VerifierInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The program commands of bpf(2): load, test run; the checks in the kernel's order. */
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
        return verified(attr, type.get(), Decoded.of(attr.insns()));
    }

    private LoadOutcome verified(ProgAttr attr, ProgramType type, Decoded decoded) {
        KnownMaps known = new KnownMaps();
        VerifierInput input =
                new VerifierInput(decoded, type, attr.license(), attr.logLevel(), known, kernel.possibleCpus());
        Verdict verdict = Verifier.verify(input);
        if (!verdict.accepted()) {
            boolean otherKind = verdict.result() == Errno.EBADF.result() && known.sawAnotherKind;
            return new LoadOutcome(otherKind ? Errno.EINVAL.result() : verdict.result(), verdict.log());
        }
        MapReferences references = maps.references();
        List<Insn> insns = ContextLoads.asLinuxDoes(type, decoded.insns(), verdict.contextLoads());
        MachineCode code = MachineCode.of(insns, load -> references.address(load, load.low()));
        String symbol = ProgramTag.symbol(attr, decoded.insns());
        ProgramObject program = new ProgramObject(kernel, type, code, references, verdict.context(), symbol);
        program.publish();
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
                    : TestRunOutcome.failed(Errno.ofResult(refusal(object)));
        } finally {
            if (object != null) {
                object.release();
            }
        }
    }

    RaceOutcome race(List<Racer> racers, long seed) {
        List<SimObject> held = new ArrayList<>();
        List<MachineMemory> lent = new ArrayList<>();
        try {
            List<Lane> lanes = new ArrayList<>();
            for (Racer racer : racers) {
                lanes.add(
                        racer instanceof Racer.OnCpu program
                                ? lane(program, held, lent)
                                : new UserLane(((Racer.Userspace) racer).action()));
            }
            return new SimRace(lanes).run(seed);
        } finally {
            lent.forEach(kernel.runner()::takeBack);
            held.forEach(SimObject::release);
        }
    }

    private Lane lane(Racer.OnCpu racer, List<SimObject> held, List<MachineMemory> lent) {
        SimObject object = fds.acquire(racer.programFd());
        if (object != null) {
            held.add(object);
        }
        if (!(object instanceof ProgramObject program)) {
            return SimRace.refused(refusal(object));
        }
        boolean there = racer.cpu() >= 0 && racer.cpu() < kernel.possibleCpus();
        if (racer.run().cpu().isPresent()) {
            throw PacketRun.notSimulated("a race in which a run is told another CPU");
        }
        PacketRun run = new PacketRun(kernel, program);
        int refusal = there ? run.refusal(racer.run()) : Errno.ENXIO.result();
        if (refusal != 0) {
            return SimRace.refused(refusal);
        }
        MachineMemory memory = kernel.runner().lend();
        lent.add(memory);
        return new ProgramLane(
                run.prepare(racer.run(), memory),
                kernel.environment(racer.cpu(), run.task()),
                Math.max(1, racer.run().repeat()));
    }

    /** The maps as the verifier asks for them; it cannot tell a descriptor of another kind from a closed one. */
    private final class KnownMaps implements IntFunction<@Nullable MapAttr> {
        private boolean sawAnotherKind;

        @Override
        public @Nullable MapAttr apply(int fd) {
            MapInfo info = maps.info(fd);
            sawAnotherKind |= info == null && fds.isOpen(fd);
            if (maps.isConstant(fd)) {
                throw new NotSimulated("load program", "what the verifier makes of a frozen RDONLY_PROG array");
            }
            return info == null ? null : info.attr();
        }
    }

    private static int refusal(@Nullable SimObject object) {
        return object != null ? Errno.EINVAL.result() : Errno.EBADF.result();
    }
}
