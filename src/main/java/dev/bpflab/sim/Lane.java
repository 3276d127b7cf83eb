package dev.bpflab.sim;

/** One of those that a {@link Scheduler} gives turns to. */
interface Lane {
    /** Says that a lane is on no CPU and so in nobody's way. */
    int NO_CPU = -1;

    /** Returns the CPU that it runs on. */
    int cpu();

    /** Returns whether it has come to its end. */
    boolean isDone();

    /** Returns whether it is in the middle of something that nothing else on its CPU can interrupt. */
    boolean isInside();

    /** Goes on by at most so many steps, 1 or more; returns how many it took, 1 or more. */
    long advance(long steps);
}
