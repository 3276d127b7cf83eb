package dev.bpflab.bpf;

import dev.bpflab.isa.ContextFields;
import dev.bpflab.isa.Program;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The words for programs, the hooks to which they are attached, and races between them; a learner finds them in {@link Bpf}. */
public abstract class ProgramVocabulary extends StackVocabulary {
    /** What an XDP program returns so that the packet is dropped. */
    public static final int XDP_DROP = 1;

    /** What an XDP program returns so that the packet goes on to the network stack. */
    public static final int XDP_PASS = 2;

    /** What an XDP program returns so that the packet is sent back out of the interface. */
    public static final int XDP_TX = 3;

    /** What a program at TCX returns so that the packet goes on, and later programs do not see it. */
    public static final int TCX_PASS = 0;

    /** What a program at TCX returns so that the packet is dropped. */
    public static final int TCX_DROP = 2;

    /** What a program at TCX returns so that the next program decides. */
    public static final int TCX_NEXT = -1;

    ProgramVocabulary() {}

    /** Verifies and loads a program; {@link VerifierException} when the verifier rejects it. */
    public static BpfProgram load(Program program, ProgramType type) {
        return Workspace.current().load(given(program, "load program", "program", "assemble one"), type);
    }

    /** Verifies and loads a program from its blueprint. */
    public static BpfProgram load(ProgramSpec spec) {
        return Workspace.current().load(given(spec, "load program", "blueprint", "make one"));
    }

    /** Attaches a loaded program; it runs at every event until the link is closed. */
    public static Link attach(BpfProgram program, Hook hook) {
        Hook place = given(hook, "attach", "hook", "name one, such as tracepoint(\"sched\", \"sched_process_exec\")");
        return Workspace.current().attach(given(program, "attach", "program", "load one"), place);
    }

    /** Returns a tracepoint, such as {@code tracepoint("sched", "sched_process_exec")}. */
    public static Hook tracepoint(String category, String name) {
        return new Hook.Tracepoint(category, name);
    }

    /** Returns a raw tracepoint, such as {@code rawTracepoint("sys_enter")}. */
    public static Hook rawTracepoint(String name) {
        return new Hook.RawTracepoint(name);
    }

    /** Returns where packets arrive at an interface of the stage, such as {@code xdp("veth0")}; works with every MTU. */
    public static Hook xdp(String device) {
        return new Hook.Xdp(device, Hook.Xdp.Mode.GENERIC);
    }

    /** Returns where packets arrive in the driver of an interface, for frames of up to some 3,500 bytes. */
    public static Hook xdpNative(String device) {
        return new Hook.Xdp(device, Hook.Xdp.Mode.NATIVE);
    }

    /** Returns where packets that arrived at an interface enter traffic control. */
    public static Hook tcxIngress(String device) {
        return new Hook.Tcx(device, Direction.INGRESS);
    }

    /** Returns where packets leave an interface. */
    public static Hook tcxEgress(String device) {
        return new Hook.Tcx(device, Direction.EGRESS);
    }

    /** Returns sampling of whatever each CPU runs, so many times a second. */
    public static Hook perfSampling(long hertz) {
        return new Hook.PerfSampling(hertz, Hook.PerfSampling.EVERY_PROCESS);
    }

    /** Returns sampling of one process, so many times a second of its own CPU time. */
    public static Hook perfSampling(long hertz, long pid) {
        return new Hook.PerfSampling(hertz, pid);
    }

    /** Returns a packet socket that gets what arrives at an interface of the stage. */
    public static Hook socketFilter(String device) {
        return new Hook.SocketFilter(device);
    }

    /** Returns the fields of what programs get there, by which {@code loadField} knows them; shown as a table. */
    public static ContextFields fields(Hook hook) {
        return Workspace.current().fields(hook);
    }

    /** Runs a loaded program once on this packet. */
    public static TestRunOutcome testRun(BpfProgram program, byte... data) {
        return Workspace.current().testRun(given(program, "test-run", "program", "load one"), data);
    }

    /** Runs a loaded program as a blueprint says: {@code testRun(loaded, TestRun.of(packet).times(1000))}. */
    public static TestRunOutcome testRun(BpfProgram program, TestRun run) {
        return Workspace.current().testRun(given(program, "test-run", "program", "load one"), run);
    }

    /**
     * Runs a loaded program on so many CPUs at the same time, so many times on each, on a packet of 64 zero bytes. The
     * simulator interleaves them instruction by instruction from a seed: 1 in a workspace's first race, 2 in the next. On
     * the live kernel real CPUs do what they do; there it takes some hundred thousand runs for them to meet.
     */
    public static RaceOutcome race(BpfProgram program, int cpus, int runsPerCpu) {
        Races races = Workspace.current().races();
        return races.run(program, cpus, runsPerCpu, races.next());
    }

    /** Runs the same race again: with the same seed and maps as before, the simulator interleaves it as before. */
    public static RaceOutcome race(long seed, BpfProgram program, int cpus, int runsPerCpu) {
        return Workspace.current().races().run(program, cpus, runsPerCpu, Schedule.seeded(seed));
    }

    /** Runs several at the same time: programs {@link #onCpu on CPUs} and actions of {@link #userspace}. */
    public static RaceOutcome race(Racer... racers) {
        Races races = Workspace.current().races();
        return races.run(List.of(racers), races.next());
    }

    /** Runs several at the same time, interleaved by the simulator from a seed. */
    public static RaceOutcome race(long seed, Racer... racers) {
        return Workspace.current().races().run(List.of(racers), Schedule.seeded(seed));
    }

    /** Runs several at the same time on real threads, also on the simulator: the same guarantees, but not reproducible. */
    public static RaceOutcome stress(Racer... racers) {
        return Workspace.current().races().run(List.of(racers), Schedule.THREADS);
    }

    /** Runs a loaded program on so many CPUs at the same time on real threads, also on the simulator. */
    public static RaceOutcome stress(BpfProgram program, int cpus, int runsPerCpu) {
        return Workspace.current().races().run(program, cpus, runsPerCpu, Schedule.THREADS);
    }

    /** Returns what a program does in a race: so many runs on this CPU, on this packet or else 64 zero bytes. */
    public static Racer onCpu(int cpu, BpfProgram program, int runs, byte... data) {
        return Workspace.current().races().onCpu(cpu, program, runs, data);
    }

    /** Returns what a process does beside the programs in a race, such as reading a map that they write. */
    public static Racer userspace(Runnable action) {
        return new Racer.Userspace(action);
    }

    /** Takes what may be null all the same at a prompt, where a refused {@code load} leaves its variable so. */
    private static <T> T given(@Nullable T given, String operation, String what, String remedy) {
        if (given == null) {
            throw new BpfException(operation, Errno.EFAULT, "the " + what + " is null", remedy);
        }
        return given;
    }
}
