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

    /** CONFIG_HZ is 250. */
    private static final long TICK = 4_000_000;

    private static final long FIRST_JIFFY = (1L << 32) - 300 * 250;
    private static final long BOOT_TAI = 1_767_225_637_000_000_000L;

    private final AtomicLong nanos = new AtomicLong(START);

    /** Returns the nanoseconds since the start of the machine. */
    long now() {
        return nanos.addAndGet(LOOK);
    }

    /** Returns the time of the last tick. */
    long coarse() {
        long now = now();
        return now - now % TICK;
    }

    /** Returns atomic time, as if the machine had been started at a certain moment of 2026. */
    long tai() {
        return BOOT_TAI + now();
    }

    /** Returns the ticks, which begin so that a number of 32 bits runs over five minutes after the start. */
    long jiffies() {
        return FIRST_JIFFY + now() / TICK;
    }

    void advance(long by) {
        nanos.addAndGet(by);
    }
}
