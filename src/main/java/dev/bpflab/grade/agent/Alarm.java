package dev.bpflab.grade.agent;

import dev.bpflab.lab.Ending;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Ends an agent that takes too long over an order, and with it what the grader does for it at that moment. */
final class Alarm {
    private static final ScheduledThreadPoolExecutor CLOCK = clock();

    private final RunningAgent agent;
    private final Duration patience;
    private @Nullable Thread waiting;
    private @Nullable Ending rung;

    private static ScheduledThreadPoolExecutor clock() {
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "bpflab-patience");
            thread.setDaemon(true);
            return thread;
        });
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }

    Alarm(RunningAgent agent, Duration patience) {
        this.agent = agent;
        this.patience = patience;
    }

    /** Closed when the order is over. */
    interface Armed extends AutoCloseable {
        @Override
        void close();
    }

    /** Lets the alarm ring when the calling thread has not closed this in time. */
    Armed arm() {
        synchronized (this) {
            waiting = Thread.currentThread();
        }
        Ending tooLong = Ending.limit(patience.toSeconds() + " s for one snippet");
        ScheduledFuture<?> end = CLOCK.schedule(() -> ring(tooLong), patience.toMillis(), TimeUnit.MILLISECONDS);
        return () -> {
            end.cancel(false);
            disarm();
        };
    }

    /** After this no interrupt can come: the thread goes on to the compiler, whose archives one would close for good. */
    private synchronized void disarm() {
        waiting = null;
        if (rung != null) {
            Thread.interrupted();
        }
    }

    /** Rings now. */
    synchronized void ring(Ending why) {
        if (rung == null) {
            rung = why;
            agent.kill();
            if (waiting != null) {
                waiting.interrupt();
            }
        }
    }

    /** Returns why it rang; empty when it did not. */
    synchronized Optional<Ending> rung() {
        return Optional.ofNullable(rung);
    }

    /** Returns a clock for longer times, which runs in the background. */
    static ScheduledFuture<?> after(Duration time, Runnable work) {
        return CLOCK.schedule(work, time.toMillis(), TimeUnit.MILLISECONDS);
    }
}
