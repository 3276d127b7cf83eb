package dev.bpflab.grade;

import dev.bpflab.grade.ProcessEnding.Limit;
import dev.bpflab.kernel.ConfinedProcess;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A process that runs isolated, with pipes to its standard streams. Whoever holds it may read and write from one thread
 * each, and kill it from any; when it is closed nothing of it is left: no process, user, cgroup or file.
 */
public final class Isolated implements AutoCloseable {
    private static final int KEPT_ERRORS = 64 * 1024;
    private static final int OUT_OF_CPU_TIME = 128 + 24;
    private static final int LOOK_AGAIN = 1000;

    private final ConfinedProcess process;
    private final Cgroup cgroup;
    private final @Nullable UserLease lease;
    private final InputStream output;
    private final BoundedText errors;
    private final ScheduledFuture<?> deadline;
    private final AtomicReference<@Nullable Limit> reached = new AtomicReference<>();
    private @Nullable ProcessEnding ending;

    Isolated(ConfinedProcess process, Cgroup cgroup, @Nullable UserLease lease, Limits limits) {
        this.process = process;
        this.cgroup = cgroup;
        this.lease = lease;
        Runnable flooded = () -> stop(Limit.OUTPUT);
        this.output = new BoundedInput(process.output(), limits.outputBytes(), flooded);
        this.errors = new BoundedText(
                new BoundedInput(process.errors(), limits.outputBytes(), flooded), KEPT_ERRORS, "bpflab-errors");
        this.deadline = Deadlines.after(limits.wall(), () -> stop(Limit.WALL_TIME));
    }

    /** Returns the process id that everybody on this machine sees, which is that of bubblewrap where it runs in one. */
    public int pid() {
        return process.pid();
    }

    /** Returns the stream to its standard input, unbuffered; writing fails once nobody reads there. */
    public OutputStream input() {
        return process.input();
    }

    /** Returns its standard output, unbuffered; it ends when the process has, and fails when more comes than it may write. */
    public InputStream output() {
        return output;
    }

    /** Returns the beginning of what it has written to standard error so far, at most 64 KiB of UTF-8. */
    public String errors() {
        return errors.text();
    }

    /** Ends everything that runs in it, without waiting until that is done. */
    public void kill() {
        // In bubblewrap it is the child that the others go with; when it has ended, bubblewrap reaps it and ends too.
        boolean inner = ProcessHandle.of(process.pid())
                        .map(outer -> outer.children()
                                .map(ProcessHandle::destroyForcibly)
                                .toList())
                        .filter(killed -> !killed.isEmpty())
                        .isPresent()
                && process.awaitEnd(LOOK_AGAIN);
        if (!inner) {
            process.kill();
        }
    }

    private void stop(Limit limit) {
        reached.compareAndSet(null, limit);
        kill();
    }

    /** Waits until it has ended, which it does at the latest at its limit of wall time, and says how. */
    public synchronized ProcessEnding end() {
        while (!process.awaitEnd(LOOK_AGAIN)) {
            if (Thread.currentThread().isInterrupted()) {
                kill();
            }
        }
        return finish();
    }

    private ProcessEnding finish() {
        ProcessEnding known = ending;
        if (known != null) {
            return known;
        }
        deadline.cancel(false);
        cgroup.kill();
        boolean ranOut = cgroup.ranOutOfMemory();
        process.kill();
        process.awaitEnd(LOOK_AGAIN);
        int status = process.status();
        errors.finish();
        process.close();
        if (lease != null) {
            lease.close();
        }
        cgroup.close();
        known = new ProcessEnding(status, limit(status, ranOut));
        ending = known;
        return known;
    }

    private Optional<Limit> limit(int status, boolean ranOut) {
        Limit stopped = reached.get();
        if (stopped != null) {
            return Optional.of(stopped);
        }
        if (ranOut) {
            return Optional.of(Limit.MEMORY);
        }
        return status == OUT_OF_CPU_TIME ? Optional.of(Limit.CPU_TIME) : Optional.empty();
    }

    /** Ends everything that runs in it, and takes away what was made for it. */
    @Override
    public void close() {
        if (!process.awaitEnd(0)) {
            kill();
        }
        end();
    }
}
