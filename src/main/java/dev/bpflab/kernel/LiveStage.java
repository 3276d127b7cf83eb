package dev.bpflab.kernel;

import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.CpuWork;
import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.NetInterface;
import dev.bpflab.bpf.Packets;
import dev.bpflab.bpf.SleepWork;
import dev.bpflab.bpf.Stage;
import dev.bpflab.bpf.StartedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;

/**
 * The stage on which things happen for real: processes are started, waited for and reaped. Their input is empty and
 * their output is dropped. Only on Linux, beside a {@link KernelHost}.
 */
public final class LiveStage implements Stage {
    /** How long a command may run that should end by itself. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** How many times its own CPU time a process may take when others want the CPUs too. */
    private static final int BUSY = 20;

    private static final int LOOK_EVERY_MS = 50;

    private static final Path SHELL = Path.of("/bin/sh");

    /** Executes this script again until one execution is left, and then the command, which is never a word of the script. */
    private static final String CHAIN =
            "if [ \"$1\" -gt 2 ]; then exec /bin/sh -c \"$0\" \"$0\" $(($1 - 1)) \"$2\"; fi; exec \"$2\"";

    private final Duration patience;
    private final StageNetwork network = new StageNetwork();
    private final EndedProcesses ended = new EndedProcesses();
    private final Set<Child> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** Opens a stage whose commands may run for ten seconds. */
    public LiveStage() {
        this(PATIENCE);
    }

    LiveStage(Duration patience) {
        this.patience = patience;
    }

    /** Returns the network to which programs are attached so that they see what is sent here. */
    StageNetwork network() {
        return network;
    }

    /** Returns what is known of processes that were run here. */
    EndedProcesses ended() {
        return ended;
    }

    @Override
    public String name() {
        return "live";
    }

    /**
     * Runs a command so many times, one process after the other, each executing once.
     *
     * @throws BpfException ENOENT for no such program, EINVAL for a negative number, ETIMEDOUT when it does not end,
     *     EINTR when the calling thread is interrupted
     */
    @Override
    public List<StartedProcess> runProcesses(String command, int times) {
        String operation = "run '" + command + "'";
        if (times < 0) {
            throw new BpfException(operation, Errno.EINVAL, "it cannot run " + times + " times", "use 0 or more");
        }
        Path program = ProgramPath.find(command, operation);
        List<StartedProcess> all = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            all.add(run(operation, program, List.of(command), commOf(program), 1));
        }
        return List.copyOf(all);
    }

    /**
     * Runs one process that executes {@code /bin/sh} in turn and the command last, {@code execs} executions in all.
     *
     * @throws BpfException as {@link #runProcesses} does; EINVAL for fewer than one execution
     */
    @Override
    public StartedProcess runExecChain(String command, int execs) {
        String operation = "run '" + command + "'";
        if (execs < 1) {
            throw new BpfException(operation, Errno.EINVAL, "it cannot execute " + execs + " times", "use 1 or more");
        }
        Path program = ProgramPath.find(command, operation);
        if (execs == 1) {
            return run(operation, program, List.of(command), commOf(program), 1);
        }
        List<String> chain = List.of("sh", "-c", CHAIN, CHAIN, Integer.toString(execs), program.toString());
        return run(operation, SHELL, chain, commOf(program), execs);
    }

    @Override
    public List<NetInterface> interfaces() {
        return network.interfaces();
    }

    @Override
    public void sendPackets(Packets packets) {
        network.send(List.of(packets));
    }

    @Override
    public void sendPackets(List<Packets> packets) {
        network.send(packets);
    }

    /**
     * Runs a process that burns CPU time to its end, with a stack that can be walked.
     *
     * @throws BpfException ETIMEDOUT when it gets too little CPU time, EINTR when the calling thread is interrupted
     */
    @Override
    public StartedProcess burnCpu(CpuWork work) {
        return run(work.operation(), work.function(), WorkPrograms.burner(work, Arch.current()), work.cpuTime());
    }

    /**
     * Runs a process that sleeps to its end, with a stack that can be walked.
     *
     * @throws BpfException as {@link #burnCpu} does
     */
    @Override
    public StartedProcess sleepIn(SleepWork work) {
        return run(work.operation(), work.function(), WorkPrograms.sleeper(work, Arch.current()), work.total());
    }

    /** Runs a program of our own that takes about so long when nothing else wants the CPUs. */
    private StartedProcess run(String operation, String function, ElfFile program, Duration time) {
        try (MemoryFile file = MemoryFile.of(function, program.bytes())) {
            if (file.fd() < 0) {
                Errno errno = Errno.ofResult(file.fd());
                throw new BpfException(operation, errno, "memfd_create(2): " + errno.text(), "use --host sim");
            }
            Duration patientTime = time.multipliedBy(BUSY).plus(patience);
            return run(
                    operation,
                    new Command(file.path(), List.of(function), function, 1, patientTime),
                    pid -> ended.remember(pid, address -> program.find(function, address)));
        }
    }

    private StartedProcess run(String operation, Path program, List<String> arguments, String comm, int execs) {
        return run(operation, new Command(program, arguments, comm, execs, patience), pid -> {});
    }

    /** What a child executes, under which name it ends, after how many executions and how much time at most. */
    private record Command(Path program, List<String> arguments, String comm, int execs, Duration patience) {}

    private StartedProcess run(String operation, Command command, IntConsumer started) {
        if (closed) {
            throw new BpfException(operation, Errno.ESHUTDOWN, "the stage is closed", "open a new workspace");
        }
        int pid = Spawner.start(command.program(), command.arguments());
        if (pid < 0) {
            Errno errno = Errno.ofResult(pid);
            throw new BpfException(operation, errno, command.program() + ": " + errno.text(), "name another program");
        }
        started.accept(pid);
        try (Child child = new Child(pid)) {
            running.add(child);
            try {
                awaitEnd(child, operation, command.patience());
            } finally {
                running.remove(child);
            }
            return new StartedProcess(pid, child.comm(command.comm()), command.execs());
        }
    }

    private void awaitEnd(Child child, String operation, Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        while (true) {
            boolean ended = child.awaitEnd(LOOK_EVERY_MS);
            if (closed) {
                throw new BpfException(operation, Errno.ESHUTDOWN, "the stage was closed while it ran", null);
            }
            if (ended) {
                return;
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new BpfException(operation, Errno.EINTR, "it was interrupted", null);
            }
            if (System.nanoTime() - until > 0) {
                throw new BpfException(
                        operation,
                        Errno.ETIMEDOUT,
                        "it was still running after " + patience.toMillis() + " ms and was killed",
                        "use a command that ends by itself");
            }
        }
    }

    @Override
    public Optional<String> comm(long pid) {
        try {
            return PidNamespace.warning().isEmpty()
                    ? Optional.of(Files.readString(Path.of("/proc", Long.toString(pid), "comm"))
                            .strip())
                    : Optional.empty();
        } catch (IOException ended) {
            return Optional.empty();
        }
    }

    /** Returns the name that the kernel gives to a process that executes this file: 15 bytes of its name. */
    private static String commOf(Path program) {
        String name = String.valueOf(program.getFileName());
        return name.substring(0, Math.min(name.length(), 15));
    }

    /** Kills what still runs; the calls that wait for it end with ESHUTDOWN. */
    @Override
    public void close() {
        closed = true;
        running.forEach(Child::kill);
        network.close();
    }
}
