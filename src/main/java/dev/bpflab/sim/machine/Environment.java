package dev.bpflab.sim.machine;

/** What helpers see of the kernel around a running program. */
public interface Environment {
    /** Returns the CPU that the program runs on. */
    int cpu();

    /** Returns how many CPUs there can be. */
    int possibleCpus();

    /** Returns the current task. */
    Task task();

    /** Returns CLOCK_MONOTONIC in nanoseconds. */
    long monotonicNanos();

    /** Returns CLOCK_BOOTTIME in nanoseconds. */
    long bootNanos();

    /** Returns CLOCK_MONOTONIC_COARSE in nanoseconds: the time of the last tick. */
    long coarseNanos();

    /** Returns CLOCK_TAI in nanoseconds, which counts from 1970. */
    long taiNanos();

    /** Returns the ticks of the timer, with the kernel's first number. */
    long jiffies();

    /** Returns a pseudo-random number. */
    int random();

    /** Takes a line that the program prints to the trace pipe. */
    void trace(String line);
}
