package dev.bpflab.sim;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Simulated time: goes on with events and by a little at each look, so that the same run sees the same times and no two
 * looks see the same.
 */
final class SimClock {
    /** An uptime of 20 minutes, as if the machine had been started a while ago. */
    private static final long START = 1_200_000_000_000L;

    private static final long LOOK = 40;

    private final AtomicLong nanos = new AtomicLong(START);

    /** Returns the nanoseconds since the start of the machine. */
    long now() {
        return nanos.addAndGet(LOOK);
    }

    void advance(long by) {
        nanos.addAndGet(by);
    }
}
