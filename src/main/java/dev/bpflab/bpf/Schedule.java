package dev.bpflab.bpf;

import java.util.OptionalLong;

/**
 * How those that run at the same time take turns.
 *
 * @param seed what the simulator's scheduler draws turns from, instruction by instruction: the same seed gives the same
 *     run; empty for real threads, as the live kernel always has them
 */
public record Schedule(OptionalLong seed) {
    /** One real thread for each, which nothing but chance interleaves. */
    public static final Schedule THREADS = new Schedule(OptionalLong.empty());

    /** Returns turns drawn from a seed. */
    public static Schedule seeded(long seed) {
        return new Schedule(OptionalLong.of(seed));
    }
}
