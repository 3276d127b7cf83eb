package dev.bpflab.grade;

import java.util.Optional;

/**
 * How an isolated process ended.
 *
 * @param status its exit status, or 128 and the number of the signal that ended it, as a shell says it
 * @param limit the limit that it met with, when it was ended for that
 */
public record ProcessEnding(int status, Optional<Limit> limit) {
    private static final int BY_SIGNAL = 128;

    /** A limit for which a process is ended. */
    public enum Limit {
        /** {@link Limits#cpu()}. */
        CPU_TIME("used up its CPU time"),
        /** {@link Limits#wall()}. */
        WALL_TIME("took too long"),
        /** {@link Limits#memoryBytes()}. */
        MEMORY("used too much memory"),
        /** {@link Limits#outputBytes()}. */
        OUTPUT("wrote too much");

        private final String words;

        Limit(String words) {
            this.words = words;
        }
    }

    /** Says it in words: {@code took too long}, {@code was ended by signal 9}, {@code exited with status 1}. */
    public String describe() {
        return limit.map(reached -> reached.words)
                .orElse(
                        status > BY_SIGNAL
                                ? "was ended by signal " + (status - BY_SIGNAL)
                                : "exited with status " + status);
    }
}
