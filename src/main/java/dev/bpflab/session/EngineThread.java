package dev.bpflab.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The thread on which JShell works, so that whoever waits for it can be given back at any time. It is never interrupted
 * itself: the compiler reads archives through channels, which an interrupt would close for good.
 */
final class EngineThread {
    /** Deep enough for the compiler to look at what a program writes, such as a sum of some thousand terms. */
    private static final long STACK_BYTES = 8L << 20;

    private final BlockingQueue<Optional<Runnable>> tasks = new LinkedBlockingQueue<>();
    private final Object signal = new Object();
    private final List<Task<?>> awaited = new ArrayList<>();
    private final long patienceNanos;
    private final Thread thread = new Thread(null, this::serve, "session", STACK_BYTES);
    private boolean ended;

    /** Creates it; the thread starts with the first task. After {@link #stop} a task has this time to end. */
    EngineThread(Duration patience) {
        this.patienceNanos = patience.toNanos();
        thread.setDaemon(true);
    }

    /** Does something on the thread, without waiting for it. */
    void post(Runnable work) {
        enqueue(new Task<>(() -> {
            work.run();
            return "";
        }));
    }

    /**
     * Does something on the thread and returns what it gives, or throws what it throws.
     *
     * @param onInterrupt is called when the waiting thread is interrupted; its interrupt status stays set
     * @throws CancellationException when {@link #stop} was called and it did not end in time; it is not begun then, or
     *     goes on, and what is asked next waits for it
     */
    <T> T ask(Supplier<T> work, Runnable onInterrupt) {
        Task<T> task = new Task<>(work);
        enqueue(task);
        boolean interrupted = false;
        try {
            while (!await(task)) {
                interrupted = true;
                onInterrupt.run();
            }
            return task.result();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Gives everyone who waits their threads back, at the latest when the patience is over. */
    void stop() {
        synchronized (signal) {
            for (Task<?> task : awaited) {
                if (task.end == 0) {
                    task.end = System.nanoTime() + patienceNanos;
                }
            }
            signal.notifyAll();
        }
    }

    /** Lets the thread end when it has done what it is asked to. */
    void end() {
        synchronized (signal) {
            ended = true;
            tasks.add(Optional.empty());
        }
    }

    private void enqueue(Task<?> task) {
        synchronized (signal) {
            if (ended) {
                throw new IllegalStateException("the session is closed");
            }
            tasks.add(Optional.of(task));
            if (thread.getState() == Thread.State.NEW) {
                thread.start();
            }
        }
    }

    private void serve() {
        try {
            for (Optional<Runnable> task = tasks.take(); task.isPresent(); task = tasks.take()) {
                task.get().run();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    /** Returns when the task is over or given up; false when the calling thread was interrupted meanwhile. */
    private boolean await(Task<?> task) {
        synchronized (signal) {
            awaited.add(task);
            try {
                while (!task.done && !task.isGivenUp()) {
                    if (task.end == 0) {
                        signal.wait();
                    } else {
                        TimeUnit.NANOSECONDS.timedWait(signal, Math.max(1, task.end - System.nanoTime()));
                    }
                }
                return true;
            } catch (InterruptedException e) {
                return false;
            } finally {
                awaited.remove(task);
            }
        }
    }

    private final class Task<T> implements Runnable {
        private final Supplier<T> work;
        private @Nullable T value;
        private @Nullable Throwable thrown;
        private boolean begun;
        private boolean done;
        private boolean dropped;
        private long end;

        Task(Supplier<T> work) {
            this.work = work;
        }

        @Override
        @SuppressWarnings("CatchingUnchecked") // it belongs to who asked, and the thread has to go on
        public void run() {
            synchronized (signal) {
                if (dropped) {
                    return;
                }
                begun = true;
            }
            T got = null;
            Throwable failure = null;
            try {
                got = work.get();
            } catch (Throwable e) {
                failure = e;
            }
            synchronized (signal) {
                value = got;
                thrown = failure;
                done = true;
                signal.notifyAll();
            }
        }

        /** What was not begun when it is to stop never will be. */
        private boolean isGivenUp() {
            dropped |= end != 0 && !begun;
            return dropped || (end != 0 && System.nanoTime() - end >= 0);
        }

        T result() {
            synchronized (signal) {
                if (thrown instanceof Error error) {
                    throw error;
                }
                if (thrown instanceof RuntimeException exception) {
                    throw exception;
                }
                T result = value;
                if (!done || result == null) {
                    throw new CancellationException("interrupted");
                }
                return result;
            }
        }
    }
}
