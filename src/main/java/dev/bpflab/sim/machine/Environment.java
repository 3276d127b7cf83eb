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

    /** Returns a pseudo-random number. */
    int random();

    /** Takes a line that the program prints to the trace pipe. */
    void trace(String line);
}
