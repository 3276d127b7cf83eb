package dev.bpflab.grade;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The clock of everything that ends when its time is over. */
public final class Deadlines {
    /** Some ends take up to a second, and others wait no longer for it. */
    private static final int THREADS = 4;

    private static final ScheduledThreadPoolExecutor CLOCK = clock();

    private Deadlines() {}

    private static ScheduledThreadPoolExecutor clock() {
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(THREADS, work -> {
            Thread thread = new Thread(work, "bpflab-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }

    /** Does something in the background after a time, unless it is cancelled before. */
    public static ScheduledFuture<?> after(Duration time, Runnable end) {
        return CLOCK.schedule(end, time.toMillis(), TimeUnit.MILLISECONDS);
    }
}
