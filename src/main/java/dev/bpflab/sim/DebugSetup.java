package dev.bpflab.sim;

import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.MapInfo;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.bpf.TestRun;
import dev.bpflab.bpf.VerifierLog;
import dev.bpflab.bpf.debug.DebugInput;
import dev.bpflab.bpf.debug.DebugSpec;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.InsnCodec;
import dev.bpflab.sim.machine.MachineCode;
import dev.bpflab.sim.machine.MachineMemory;
import dev.bpflab.sim.machine.Task;
import dev.bpflab.sim.verifier.ContextReach;
import dev.bpflab.sim.verifier.Decoded;
import dev.bpflab.sim.verifier.Verdict;
import dev.bpflab.sim.verifier.Verifier;
import dev.bpflab.sim.verifier.VerifierInput;
import java.util.ArrayList;
import java.util.List;

/** Puts a program onto its CPUs with what it is debugged on: a packet, a tracepoint's record, or bare memory. */
final class DebugSetup {
    /** The fields of a raw tracepoint's or perf event's context, zeroed, and room for more that a program may read. */
    private static final int PLAIN_CONTEXT = 192;

    private static final int MOST_CONTEXT = 8192;

    private final SimKernel kernel;
    private final SimHost host;
    private final DebugSpec spec;
    private final DebugEvents events;
    private final ProgramObject program;
    private String rejection = "";

    DebugSetup(
            SimKernel kernel,
            SimHost host,
            DebugSpec spec,
            List<Insn> insns,
            MapReferences references,
            Recordings recordings) {
        this.kernel = kernel;
        this.host = host;
        this.spec = spec;
        this.events = new DebugEvents(kernel, spec, recordings);
        ContextReach reach = spec.type().map(type -> verify(insns, type)).orElse(ContextReach.NONE);
        MachineCode code = MachineCode.of(insns, load -> references.address(load, load.low()));
        program = new ProgramObject(
                kernel, spec.type().orElse(ProgramType.SOCKET_FILTER), code, references, reach, "debugged");
    }

    /** Returns why the verifier rejects the program; empty when it does not. */
    String rejection() {
        return rejection;
    }

    /** Returns the program on each of its CPUs. */
    List<ProgramLane> lanes() {
        DebugInput input = spec.input();
        if (input.cpus() < 1 || input.cpus() > kernel.possibleCpus()) {
            throw refused("it cannot run on " + input.cpus() + " CPUs", "use 1 to " + kernel.possibleCpus());
        }
        if (input.runs() < 1) {
            throw refused("it cannot run " + input.runs() + " times", "use 1 or more");
        }
        List<ProgramLane> lanes = new ArrayList<>();
        for (int cpu = 0; cpu < input.cpus(); cpu++) {
            PreparedRun prepared = prepare(new MachineMemory(kernel.memory()));
            lanes.add(new ProgramLane(prepared, kernel.environment(cpu, task()), input.runs()));
        }
        return List.copyOf(lanes);
    }

    private ContextReach verify(List<Insn> insns, ProgramType type) {
        try {
            Verdict verdict = Verifier.verify(new VerifierInput(
                    Decoded.of(InsnCodec.encode(insns)), type, "GPL", 1, this::attr, kernel.possibleCpus()));
            if (!verdict.accepted()) {
                rejection = Errno.ofResult(verdict.result()) + " (" + new VerifierLog(verdict.log()).reason() + ")";
            }
            return verdict.context();
        } catch (NotSimulated unknown) {
            rejection = String.valueOf(unknown.getMessage());
            return ContextReach.NONE;
        }
    }

    private dev.bpflab.bpf.@org.jspecify.annotations.Nullable MapAttr attr(int fd) {
        MapInfo info = host.mapInfo(fd);
        return info == null ? null : info.attr();
    }

    private PreparedRun prepare(MachineMemory memory) {
        DebugInput input = spec.input();
        if (spec.type().isEmpty()) {
            long data = memory.packet(input.data());
            return new PreparedRun(program.code(), memory, data, input.data().length);
        }
        return switch (program.type()) {
            case SOCKET_FILTER, SCHED_CLS, XDP -> onPacket(memory);
            default -> {
                byte[] context = input.context().length > 0 ? input.context() : context();
                if (context.length > MOST_CONTEXT) {
                    throw refused("the context has " + context.length + " bytes", "use " + MOST_CONTEXT + " or fewer");
                }
                yield PreparedRun.on(program.code(), memory, memory.context(context));
            }
        };
    }

    private PreparedRun onPacket(MachineMemory memory) {
        TestRun run = new TestRun(spec.input().data(), spec.input().context(), 1);
        PacketRun packet = new PacketRun(kernel, program);
        if (packet.refusal(run) != 0) {
            boolean plain = run.context().length == 0;
            throw refused(
                    "the kernel takes no packet of " + run.data().length + " bytes"
                            + (plain ? "" : " with this context"),
                    "a packet has at least 14 bytes" + (plain ? "" : ", and a context only what may be set"));
        }
        return packet.prepare(run, memory);
    }

    private byte[] context() {
        return events.event()
                .map(DebugEvents.Event::context)
                .orElseGet(() -> new byte
                        [(int) Math.min(
                                MOST_CONTEXT,
                                Math.max(PLAIN_CONTEXT, program.context().end()))]);
    }

    private Task task() {
        return events.event().map(DebugEvents.Event::task).orElse(spec.type().isEmpty() ? Task.IDLE : PacketRun.TESTER);
    }

    private BpfException refused(String cause, String remedy) {
        return new BpfException("debug " + spec.name(), Errno.EINVAL, cause, remedy);
    }
}
