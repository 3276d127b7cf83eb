package dev.bpflab.sim;

import static java.util.Objects.requireNonNull;

import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.ObjectKind;
import dev.bpflab.sim.machine.Environment;
import dev.bpflab.sim.machine.Task;
import dev.bpflab.sim.memory.AddressSpace;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** The simulated kernel that hosts and stages share: memory, CPUs, time, numbers given out, and the trace pipe. */
public final class SimKernel {
    /** How many CPUs there are unless another number is given. */
    private static final int CPUS = 4;

    private static final int TRACE_LINES = 10_000;

    private final AddressSpace memory = new AddressSpace();
    private final SimClock clock = new SimClock();
    private final SplittableRandom random;
    private final ProgramRunner runner = new ProgramRunner(memory);
    private final Tracepoints tracepoints = new Tracepoints();
    private final Map<ObjectKind, ObjectIds> ids = new EnumMap<>(ObjectKind.class);
    private final SimBpfFs bpfFs = new SimBpfFs();
    private final Clocks clocks = new Clocks(this);
    private final SimNetwork network = new SimNetwork(this);
    private final SimSymbols symbols = new SimSymbols();
    private final KernelStacks stacks = new KernelStacks(symbols);
    private final Deque<String> trace = new ArrayDeque<>();
    private final ThreadLocal<Integer> cpuOfThread = ThreadLocal.withInitial(() -> 0);
    private final int cpus;

    /** Creates a kernel with four CPUs whose random numbers come from a seed. */
    public SimKernel(long seed) {
        this(seed, CPUS);
    }

    /** Creates a kernel whose random numbers come from a seed. */
    public SimKernel(long seed, int cpus) {
        this.random = new SplittableRandom(seed);
        for (ObjectKind kind : ObjectKind.values()) {
            ids.put(kind, new ObjectIds());
        }
        this.cpus = cpus;
    }

    /** Returns how many CPUs there can ever be. */
    public int possibleCpus() {
        return cpus;
    }

    /** Returns the last lines that programs printed with bpf_trace_printk, at most 10,000, oldest first. */
    public List<String> traceLines() {
        synchronized (trace) {
            return List.copyOf(trace);
        }
    }

    AddressSpace memory() {
        return memory;
    }

    /** Returns the names that addresses in stack traces have. */
    SimSymbols symbols() {
        return symbols;
    }

    /** Returns the functions that tasks are in where programs run. */
    KernelStacks stacks() {
        return stacks;
    }

    SimClock clock() {
        return clock;
    }

    /** Lets what the calling thread test-runs run on this CPU; returns 0, or -ENXIO when there is no such. */
    int pin(int cpu) {
        if (cpu < 0 || cpu >= cpus) {
            return Errno.ENXIO.result();
        }
        cpuOfThread.set(cpu);
        return 0;
    }

    /** Returns the CPU that the calling thread is on: the first, unless it was pinned. */
    int currentCpu() {
        return cpuOfThread.get();
    }

    /** Returns what a program sees that runs on a CPU in a task. */
    Environment environment(int cpu, Task task) {
        return new CpuEnvironment(this, cpu, task);
    }

    ProgramRunner runner() {
        return runner;
    }

    Tracepoints tracepoints() {
        return tracepoints;
    }

    ObjectIds ids(ObjectKind kind) {
        return requireNonNull(ids.get(kind));
    }

    Clocks clocks() {
        return clocks;
    }

    SimNetwork network() {
        return network;
    }

    SimBpfFs bpfFs() {
        return bpfFs;
    }

    int random() {
        synchronized (random) {
            return random.nextInt();
        }
    }

    void trace(String line) {
        synchronized (trace) {
            if (trace.size() == TRACE_LINES) {
                trace.removeFirst();
            }
            trace.addLast(line);
        }
    }
}
