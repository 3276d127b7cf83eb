package dev.bpflab.sim;

import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.Errno;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A process of userspace that takes turns: an action on a thread of its own, which runs only while it has the turn, from
 * one system call to just before the next.
 */
final class UserLane implements Lane {
    private static final ThreadLocal<@Nullable UserLane> OF_THREAD = new ThreadLocal<>();
    private static final AtomicInteger RUNNING = new AtomicInteger();

    private final Semaphore given = new Semaphore(0);
    private final Semaphore back = new Semaphore(0);
    private final Thread thread;
    private volatile boolean done;
    private volatile boolean stopped;
    private volatile @Nullable Throwable thrown;

    UserLane(Runnable action) {
        // The thread inherits the caller's workspace, and is stopped with what the caller runs.
        thread = new Thread(() -> live(action), "race userspace");
        thread.setDaemon(true);
    }

    /** Lets the others of a race take turns before the calling thread makes a system call, if it is of a race. */
    static void beforeSystemCall() {
        if (RUNNING.get() > 0) {
            UserLane lane = OF_THREAD.get();
            if (lane != null) {
                lane.back.release();
                lane.awaitTurn();
            }
        }
    }

    @Override
    public int cpu() {
        return NO_CPU;
    }

    @Override
    public boolean isDone() {
        return done;
    }

    @Override
    public boolean isInside() {
        return false;
    }

    /** Lets the action run up to its next system call or its end. */
    @Override
    public long advance(long steps) {
        if (thread.getState() == Thread.State.NEW) {
            thread.start();
        }
        given.release();
        try {
            back.acquire();
        } catch (InterruptedException e) {
            // The scheduler sees it and ends the race.
            Thread.currentThread().interrupt();
        }
        return 1;
    }

    /** Returns what the action threw, or null. */
    @Nullable
    Throwable thrown() {
        return thrown;
    }

    /** Ends an action that is not done: its next system call fails with EINTR. */
    void stop() {
        stopped = true;
        given.release();
        thread.interrupt();
    }

    private void live(Runnable action) {
        OF_THREAD.set(this);
        RUNNING.incrementAndGet();
        try {
            awaitTurn();
            action.run();
        } catch (Throwable failure) {
            thrown = stopped ? null : failure;
        } finally {
            RUNNING.decrementAndGet();
            done = true;
            back.release();
        }
    }

    private void awaitTurn() {
        given.acquireUninterruptibly();
        if (stopped) {
            throw new BpfException("race", Errno.EINTR, "it was interrupted", null);
        }
    }
}
