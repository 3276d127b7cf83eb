package dev.bpflab.sim;

import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.CpuWork;
import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.NetInterface;
import dev.bpflab.bpf.Packets;
import dev.bpflab.bpf.SleepWork;
import dev.bpflab.bpf.Stage;
import dev.bpflab.bpf.StartedProcess;
import dev.bpflab.sim.machine.Task;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The stage on which the simulated kernel's events happen: the processes that are run here, and between them those of a
 * recording made on a real kernel. Process ids, CPUs and the interleaving come from a seed; the same calls on the same
 * seed and recording give the same events.
 */
public final class SimStage implements Stage {
    private static final int LEARNER = 1000;
    /** Whose children the processes are, and whose system calls the packets: this workbench's own. */
    private static final Task SENDER = new Task(1000, 1000, LEARNER, LEARNER, "bpflab-network");

    /** How the live stage's program is executed that burns CPU time. */
    static final String MEMORY_FILE = "/proc/self/fd/9";

    /** It calls prctl(2) twice, to end with its parent and to name itself, and then for the timer. */
    private static final List<SystemCall> BURNING_BEGINS = List.of(
            SystemCall.of(SystemCall.PRCTL), SystemCall.of(SystemCall.PRCTL), SystemCall.of(SystemCall.SETITIMER));

    /** How long it took on the live stage to count down once and to fill memory 32 times, 4096 bytes at a time. */
    private static final long ROUND_NANOS = 1_400_000;

    private static final List<SystemCall> CALLS_OF_A_ROUND =
            Collections.nCopies(32, new SystemCall(SystemCall.GETRANDOM, 4096));

    private static final List<SystemCall> DOZING_BEGINS =
            List.of(SystemCall.of(SystemCall.PRCTL), SystemCall.of(SystemCall.PRCTL));
    private static final List<SystemCall> ENDS = List.of(SystemCall.of(SystemCall.EXIT_GROUP));

    /** How much later than it wanted a process wakes up at least: timers have 50 microseconds of slack. */
    private static final long LEAST_LATE = 55_000;

    /** In how many pieces a process burns its time when others want the CPU too. */
    private static final int PIECES = 3;

    private static final int MOST_BETWEEN = 3;
    private static final long NANOS_BETWEEN = 800_000;

    private final SimKernel kernel;
    private final SchedEvents sched;
    private final SystemCalls calls;
    private final RssEvents rss;
    private final StackReplay stacks;
    private final SimCommands commands;
    private final Background background;
    private final SplittableRandom random;
    private final SplittableRandom sizes;
    private final Pids pids;
    private @Nullable Busy busy;
    private boolean closed;

    /** Creates a stage on which the recorded executions go round for as long as processes are run. */
    public SimStage(SimKernel kernel, Recordings recordings, long seed) {
        this.kernel = kernel;
        this.calls = new SystemCalls(kernel, SENDER.tgid());
        this.rss = new RssEvents(kernel);
        this.random = new SplittableRandom(seed);
        // Not split off: all else that comes from the seed stays as it was.
        this.sizes = new SplittableRandom(~seed);
        this.pids = new Pids(random.split());
        this.stacks = new StackReplay(recordings.stacks(), kernel.symbols(), SENDER, random.split());
        this.sched = new SchedEvents(kernel, stacks);
        this.commands = new SimCommands(recordings.execs());
        this.background = new Background(kernel, sched, recordings.execs(), pids);
    }

    @Override
    public String name() {
        return "simulated";
    }

    /**
     * Runs a command so many times, one process after the other, each executing once.
     *
     * @throws BpfException ENOENT for a program that the simulated machine does not have, EINVAL for a negative number,
     *     EINTR when the calling thread is interrupted
     */
    @Override
    public synchronized List<StartedProcess> runProcesses(String command, int times) {
        String operation = operation(command);
        if (times < 0) {
            throw new BpfException(operation, Errno.EINVAL, "it cannot run " + times + " times", "use 0 or more");
        }
        String path = commands.find(command, operation);
        List<StartedProcess> ended = new ArrayList<>();
        Overlap overlap = kernel.runner().overlap();
        while (overlap != null && ended.size() < times) {
            runAtOnce(path, Math.min(times - ended.size(), kernel.possibleCpus()), overlap, ended);
            checkNotInterrupted(operation);
        }
        if (overlap != null) {
            return List.copyOf(ended);
        }
        for (int i = 0; i < times; i++) {
            ended.add(run(operation, path, 1));
        }
        return List.copyOf(ended);
    }

    /**
     * Runs one process that executes {@code /bin/sh} in turn and the command last, {@code execs} executions in all.
     *
     * @throws BpfException as {@link #runProcesses} does; EINVAL for fewer than one execution
     */
    @Override
    public synchronized StartedProcess runExecChain(String command, int execs) {
        String operation = operation(command);
        if (execs < 1) {
            throw new BpfException(operation, Errno.EINVAL, "it cannot execute " + execs + " times", "use 1 or more");
        }
        return run(operation, commands.find(command, operation), execs);
    }

    @Override
    public synchronized List<NetInterface> interfaces() {
        checkOpen("list the interfaces");
        return kernel.network().interfaces();
    }

    @Override
    public synchronized void sendPackets(Packets packets) {
        checkOpen("send packets");
        kernel.network().send(packets, cpu -> kernel.environment(cpu, SENDER));
    }

    @Override
    public synchronized StartedProcess burnCpu(CpuWork work) {
        checkOpen(work.operation());
        int pid = pids.next();
        int on = random.nextInt(kernel.possibleCpus());
        try (StageProcess process = child(pid, on)) {
            process.fork();
            process.execute(MEMORY_FILE);
            checkNotInterrupted(work.operation());
            process.rename(work.function());
            process.call(BURNING_BEGINS);
            burn(process, on, work.cpuTime().toNanos());
            for (long i = 0; i < work.cpuTime().toNanos() / ROUND_NANOS; i++) {
                process.call(CALLS_OF_A_ROUND);
            }
            checkNotInterrupted(work.operation());
            process.end();
        }
        return new StartedProcess(pid, work.function(), 1);
    }

    private void burn(StageProcess process, int on, long nanos) {
        Task burning = process.worker();
        int pieces = busy == null ? 1 : PIECES;
        for (int i = 0; i < pieces; i++) {
            if (i > 0) {
                process.preempt(() -> kernel.clocks().pass(ROUND_NANOS, stacks::other));
            }
            kernel.clocks()
                    .pass(nanos / pieces, cpu -> cpu == on ? burning.in(stacks.burning(burning)) : stacks.other(cpu));
        }
    }

    @Override
    public synchronized StartedProcess sleepIn(SleepWork work) {
        checkOpen(work.operation());
        int pid = pids.next();
        int at = random.nextInt(kernel.possibleCpus());
        try (StageProcess process = child(pid, at)) {
            process.fork();
            process.execute(MEMORY_FILE);
            process.rename(work.function());
            process.call(DOZING_BEGINS);
            for (int i = 0; i < work.times(); i++) {
                checkNotInterrupted(work.operation());
                long late = LEAST_LATE + random.nextLong(LEAST_LATE);
                at = busy == null ? at : busy.otherThan(at, kernel.possibleCpus());
                process.sleep(() -> kernel.clocks().pass(work.each().toNanos() + late, stacks::other), at);
            }
            process.call(ENDS);
            process.end();
        }
        return new StartedProcess(pid, work.function(), 1);
    }

    @Override
    public synchronized void busy(long seed) {
        busy = new Busy(seed);
        pids.goOnFrom(busy.pid());
        kernel.runner().use(busy);
    }

    @Override
    public synchronized void overlap(long seed) {
        kernel.runner().use(new Overlap(seed));
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    private String operation(String command) {
        String operation = "run '" + command + "'";
        checkOpen(operation);
        return operation;
    }

    private void checkOpen(String operation) {
        if (closed) {
            throw new BpfException(operation, Errno.ESHUTDOWN, "the stage is closed", "open a new workspace");
        }
    }

    private static void checkNotInterrupted(String operation) {
        if (Thread.currentThread().isInterrupted()) {
            throw new BpfException(operation, Errno.EINTR, "it was interrupted", null);
        }
    }

    private StartedProcess run(String operation, String path, int execs) {
        int pid = pids.next();
        int at = random.nextInt(kernel.possibleCpus());
        try (StageProcess process = child(pid, at)) {
            process.fork();
            for (int i = 0; i < execs; i++) {
                background.play(random.nextInt(MOST_BETWEEN + 1));
                kernel.clock().advance(1 + random.nextLong(2 * NANOS_BETWEEN));
                process.execute(i + 1 < execs ? SimCommands.SHELL : path);
                checkNotInterrupted(operation);
                if (busy != null) {
                    at = busy.otherThan(at, kernel.possibleCpus());
                    process.moveTo(at);
                }
            }
            process.runToEnd();
        }
        background.play(random.nextInt(MOST_BETWEEN + 1));
        return new StartedProcess(pid, SimCommands.comm(path), execs);
    }

    /** Runs so many processes, each on a CPU of its own, the next of which executes while a program still looks at the one before. */
    private void runAtOnce(String path, int count, Overlap overlap, List<StartedProcess> ended) {
        int cpu = count % kernel.possibleCpus();
        int pid = pids.next();
        try (StageProcess process = child(pid, cpu)) {
            process.fork();
            int watching = kernel.tracepoints().watching(TracepointEvent.PROCESS_EXEC);
            if (count > 1) {
                overlap.during(watching, () -> process.execute(path), () -> runAtOnce(path, count - 1, overlap, ended));
            } else {
                process.execute(path);
            }
            process.runToEnd();
        }
        ended.add(new StartedProcess(pid, SimCommands.comm(path), 1));
    }

    private StageProcess child(int pid, int cpu) {
        ProcessMemory memory = new ProcessMemory(rss, sizes.split());
        StageProcess process = new StageProcess(sched, calls, memory, SENDER, kernel.currentCpu(), pid, cpu);
        if (busy != null) {
            memory.endWithFiles();
            process.workIn(pids.next());
        }
        return process;
    }
}
