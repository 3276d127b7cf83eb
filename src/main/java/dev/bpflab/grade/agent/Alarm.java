package dev.bpflab.grade.agent;

import dev.bpflab.grade.Deadlines;
import dev.bpflab.lab.Ending;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;

/** Ends an agent that takes too long over an order, and with it what the grader does for it at that moment. */
final class Alarm {
    private final RunningAgent agent;
    private final Duration patience;
    private @Nullable Thread waiting;
    private @Nullable Ending rung;

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
        ScheduledFuture<?> end = Deadlines.after(patience, () -> ring(tooLong));
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
}
