package dev.bpflab.grade;

import java.time.Duration;

/**
 * What an isolated process may use.
 *
 * @param cpu CPU time of each of its processes
 * @param wall time from start to end
 * @param memoryBytes memory of all its processes together where there is a cgroup for it, else of each one
 * @param tasks threads and processes at one time; a JVM has about 20
 * @param children whether it may start processes at all, where the tier can forbid it; threads it always may
 * @param openFiles open files of each process
 * @param fileBytes bytes of a file, and of all its files together where it has a folder to write to
 * @param outputBytes bytes that it may write to standard output, and again to standard error
 */
public record Limits(
        Duration cpu,
        Duration wall,
        long memoryBytes,
        int tasks,
        boolean children,
        int openFiles,
        long fileBytes,
        long outputBytes) {
    private static final long MEBIBYTE = 1 << 20;

    /** Returns what suits a JVM that runs one submission: 20 s of CPU, 30 s, 768 MiB, 64 tasks and no other process. */
    public static Limits forOneJvm() {
        return new Limits(
                Duration.ofSeconds(20),
                Duration.ofSeconds(30),
                768 * MEBIBYTE,
                64,
                false,
                256,
                16 * MEBIBYTE,
                64 * MEBIBYTE);
    }

    /** Returns the same limits with others for time. */
    public Limits withTime(Duration otherCpu, Duration otherWall) {
        return new Limits(otherCpu, otherWall, memoryBytes, tasks, children, openFiles, fileBytes, outputBytes);
    }

    /** Returns the same limits with another for memory. */
    public Limits withMemory(long bytes) {
        return new Limits(cpu, wall, bytes, tasks, children, openFiles, fileBytes, outputBytes);
    }

    /** Returns the same limits with so many tasks, which may be processes too. */
    public Limits withProcesses(int most) {
        return new Limits(cpu, wall, memoryBytes, most, true, openFiles, fileBytes, outputBytes);
    }

    /** Returns the same limits with another for output. */
    public Limits withOutput(long bytes) {
        return new Limits(cpu, wall, memoryBytes, tasks, children, openFiles, fileBytes, bytes);
    }
}
