package dev.bpflab.sim;

import dev.bpflab.sim.machine.Machine;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Lets a program be in the middle of its run on one CPU while something happens on another: what a kernel that does one thing
 * after the other never meets. Where it is then comes from a seed.
 */
final class Overlap {
    private final SplittableRandom random;
    private @Nullable Runnable meanwhile;
    private int passedOver;

    Overlap(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /**
     * Makes an event happen and another in the middle of a program that runs at it; when that program ends too early, after it.
     *
     * @param programs how many programs run at the event, of which one is chosen
     */
    void during(int programs, Runnable event, Runnable other) {
        meanwhile = other;
        passedOver = random.nextInt(Math.max(1, programs));
        try {
            event.run();
        } finally {
            boolean stillToCome = meanwhile == other;
            meanwhile = null;
            if (stillToCome) {
                other.run();
            }
        }
    }

    /** Lets a machine that stands at its program's beginning run to where something happens meanwhile, if it is its turn. */
    void begin(Machine machine, int slots) {
        Runnable other = meanwhile;
        if (other == null) {
            return;
        }
        if (passedOver > 0) {
            passedOver--;
        } else if (machine.run(1L + random.nextInt(slots)) == Machine.State.RUNNING) {
            meanwhile = null;
            other.run();
        }
    }
}
