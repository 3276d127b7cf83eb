package dev.bpflab.sim;

import java.util.SplittableRandom;

/** Process ids as a running machine gives them: counting up from somewhere, with gaps, round at pid_max. */
final class Pids {
    private static final int FIRST = 2_000;
    private static final int PID_MAX = 4_194_304;
    private static final int MOST_SKIPPED = 4;

    private final SplittableRandom random;
    private int last;

    Pids(SplittableRandom random) {
        this.random = random;
        this.last = FIRST + random.nextInt(28_000);
    }

    /** Goes on from another id. */
    void goOnFrom(int id) {
        last = id;
    }

    /** Returns an id that was not given for as long as the machine remembers. */
    int next() {
        last += 1 + random.nextInt(MOST_SKIPPED);
        if (last >= PID_MAX) {
            last = FIRST;
        }
        return last;
    }
}
