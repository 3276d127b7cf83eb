package dev.bpflab.lab;

import dev.bpflab.bpf.Workspace;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/**
 * Where a learner's program is tried out: fresh workspaces, on which the events depend on a seed and so cannot be known
 * beforehand.
 *
 * @param workspaceOf makes a fresh simulated workspace whose events follow the seed; it must not {@link Workspace#use()} it
 * @param first gives the first seed, the same each time; the others follow it
 * @param count how many seeds are tried, 2 or more
 */
public record Trials(LongFunction<Workspace> workspaceOf, LongSupplier first, int count) {
    /** How many seeds it takes that what gets into each other's way does so. */
    private static final int AT_ONCE = 3;

    public Trials {
        if (count < 2) {
            throw new IllegalArgumentException("trials: " + count + " seeds (one could be guessed; use 2 or more)");
        }
    }

    /** Returns trials under two seeds. */
    public static Trials of(LongFunction<Workspace> workspaceOf, long firstSeed) {
        return of(workspaceOf, () -> firstSeed);
    }

    /** Returns trials under two seeds, of which the first is asked for when it is needed. */
    public static Trials of(LongFunction<Workspace> workspaceOf, LongSupplier first) {
        return new Trials(workspaceOf, first, 2);
    }

    /** Returns the first seed. */
    public long firstSeed() {
        return first.getAsLong();
    }

    /** Returns the seeds under which events happen on several CPUs at the same moment. */
    List<Long> seedsAtOnce() {
        long next = firstSeed() + count;
        return LongStream.range(next, next + AT_ONCE).boxed().toList();
    }

    /** Returns the seeds. */
    List<Long> seeds() {
        return LongStream.range(firstSeed(), firstSeed() + count).boxed().toList();
    }
}
