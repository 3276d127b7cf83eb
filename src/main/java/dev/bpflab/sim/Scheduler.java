package dev.bpflab.sim;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Interleaves lanes, instruction by instruction: at random it draws whose turn it is and for how many steps, all from a
 * seed, so that the same lanes and seed give the same run, whether they are run through or stepped. Lanes on one CPU take
 * turns run by run.
 */
final class Scheduler {
    /** The longest turn: about one run of a small program, so that it is met anywhere. */
    private static final int MOST_STEPS = 16;

    private final List<? extends Lane> lanes;
    private final SplittableRandom random;
    private final int[] ready;
    private int current;
    private long left;

    Scheduler(List<? extends Lane> lanes, long seed) {
        this.lanes = lanes;
        this.random = new SplittableRandom(seed);
        this.ready = new int[lanes.size()];
    }

    /** Returns whose turn it is, drawing one if nobody's is under way; -1 when all lanes are done. */
    int turn() {
        if (left == 0 || lanes.get(current).isDone()) {
            int count = 0;
            for (int i = 0; i < ready.length; i++) {
                if (mayRun(lanes.get(i))) {
                    ready[count++] = i;
                }
            }
            if (count == 0) {
                return -1;
            }
            current = ready[random.nextInt(count)];
            left = 1L + random.nextInt(MOST_STEPS);
        }
        return current;
    }

    /** Goes on with the turn under way by at most so many steps; returns how many were taken. */
    long advance(long limit) {
        if (turn() < 0) {
            return 0;
        }
        long steps = lanes.get(current).advance(Math.min(left, limit));
        left -= Math.min(left, steps);
        return steps;
    }

    private boolean mayRun(Lane lane) {
        return !lane.isDone() && (lane.isInside() || lane.cpu() == Lane.NO_CPU || isFree(lane.cpu()));
    }

    private boolean isFree(int cpu) {
        for (Lane lane : lanes) {
            if (lane.cpu() == cpu && lane.isInside()) {
                return false;
            }
        }
        return true;
    }
}
