package dev.bpflab.sim;

import java.util.SplittableRandom;

/**
 * What a machine is like that has run for long and has much to do, from a seed: process ids are large, processes are taken from
 * their CPU and go on with another, work is done by other threads than the first, and on a program's stack lies what was there
 * before.
 */
final class Busy {
    /** More than fit into 16 bits, and far from the largest. */
    private static final int LEAST_PID = 1 << 16;

    private static final int MOST_PID = 4_000_000;

    private final SplittableRandom random;

    Busy(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Returns an id to go on from. */
    int pid() {
        return random.nextInt(LEAST_PID, MOST_PID);
    }

    /** Returns what is left on a stack. */
    long leftover() {
        return random.nextLong();
    }

    /** Returns another CPU than this one of so many. */
    int otherThan(int cpu, int cpus) {
        return cpus == 1 ? cpu : (cpu + random.nextInt(1, cpus)) % cpus;
    }
}
