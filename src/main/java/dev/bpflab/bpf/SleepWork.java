package dev.bpflab.bpf;

import java.time.Duration;

/**
 * The blueprint of a process that is off the CPU nearly all the time: its function {@code main} calls a function of this
 * name so many times, which sleeps.
 *
 * @param function a name as C has them, 1 to 15 letters, digits and _; the process is called so too
 * @param times how often it sleeps, 1 to 10,000
 * @param each for how long each time, 1 ms and more; 60 s in all at most
 */
public record SleepWork(String function, int times, Duration each) {
    private static final int MOST_TIMES = 10_000;
    private static final Duration LEAST = Duration.ofMillis(1);
    private static final Duration MOST_IN_ALL = Duration.ofSeconds(60);

    /** Checks them; EINVAL when one is impossible. */
    public SleepWork {
        WorkName.check(function, operation(function));
        if (times < 1 || times > MOST_TIMES) {
            throw new BpfException(
                    operation(function), Errno.EINVAL, "it cannot sleep " + times + " times", "use 1 to " + MOST_TIMES);
        }
        if (each.compareTo(LEAST) < 0 || each.compareTo(MOST_IN_ALL.dividedBy(times)) > 0) {
            throw new BpfException(
                    operation(function),
                    Errno.EINVAL,
                    times + " times " + each.toMillis() + " ms",
                    "use 1 ms or more, and 60 s in all at most, such as Duration.ofMillis(10)");
        }
    }

    /** Returns how long it sleeps in all. */
    public Duration total() {
        return each.multipliedBy(times);
    }

    /** Returns what messages call it. */
    public String operation() {
        return operation(function);
    }

    private static String operation(String function) {
        return "sleep in '" + function + "'";
    }
}
