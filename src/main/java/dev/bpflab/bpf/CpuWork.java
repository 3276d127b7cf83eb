package dev.bpflab.bpf;

import java.time.Duration;

/**
 * The blueprint of a process that burns CPU time: its function {@code main} calls by turns a function of this name, where it
 * spends most of its time, and {@code fill_random}, which is in the kernel for the rest.
 *
 * @param function a name as C has them, 1 to 15 letters, digits and _; the process is called so too
 * @param cpuTime after how much time on a CPU the process ends, 1 ms to 60 s; it takes longer when CPUs are busy
 */
public record CpuWork(String function, Duration cpuTime) {
    private static final Duration LEAST = Duration.ofMillis(1);
    private static final Duration MOST = Duration.ofSeconds(60);

    /** Checks both; EINVAL when one is impossible. */
    public CpuWork {
        WorkName.check(function, operation(function));
        if (cpuTime.compareTo(LEAST) < 0 || cpuTime.compareTo(MOST) > 0) {
            throw new BpfException(
                    operation(function),
                    Errno.EINVAL,
                    "the time is " + cpuTime.toMillis() + " ms",
                    "use 1 ms to 60 s, such as Duration.ofSeconds(1)");
        }
    }

    /** Returns what messages call it. */
    public String operation() {
        return operation(function);
    }

    private static String operation(String function) {
        return "burn CPU in '" + function + "'";
    }
}
