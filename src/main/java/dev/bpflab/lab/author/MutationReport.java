package dev.bpflab.lab.author;

import java.time.Duration;
import java.util.List;

/**
 * What the checks of a lab made of mistakes in its reference solution.
 *
 * @param outcomes one for each mutant that was tried, in the order of the solution file
 * @param known how many mutants the solution has
 * @param seed what those that were tried were drawn by
 * @param took how long it took
 */
public record MutationReport(List<Outcome> outcomes, int known, long seed, Duration took) {
    /**
     * What became of one mutant.
     *
     * @param step the step whose solution it was made of
     * @param line where the mistake is in the solution file, from 1
     * @param change the mistake: {@code NOEXIST becomes ANY}
     * @param fate what became of it
     * @param why what found it, or what is otherwise
     */
    public record Outcome(String step, int line, String change, Fate fate, String why) {
        @Override
        public String toString() {
            return "solution.jsh:" + line + ": step '" + step + "': " + change + ": "
                    + switch (fate) {
                        case EQUIVALENT -> "equivalent, " + why;
                        case OPEN -> "left open, " + why;
                        case MADE_OTHERWISE -> "counts the same, " + why;
                        case LET_THROUGH -> "LET THROUGH, " + why;
                        case CAUGHT, NOT_RUN -> why;
                    };
        }
    }

    public MutationReport {
        outcomes = List.copyOf(outcomes);
    }

    /** Returns how many mutants had a fate. */
    public long count(Fate fate) {
        return outcomes.stream().filter(outcome -> outcome.fate() == fate).count();
    }

    /** Returns the mutants that no check found. */
    public List<Outcome> letThrough() {
        return outcomes.stream()
                .filter(outcome -> outcome.fate().isLetThrough())
                .toList();
    }

    /** Tells whether the checks found every mutant with which maps hold something else. */
    public boolean isClean() {
        return count(Fate.LET_THROUGH) == 0;
    }

    /** Returns in a sentence without a full stop what was tried and what became of it. */
    public String summary() {
        return String.format(
                "%d of %d mutants of the solutions in %.0f s (seed %d): %d caught, %d do not run, %d let through (%d equivalent,"
                        + " %d left open, %d that count the same, %d that do not)",
                outcomes.size(),
                known,
                took.toMillis() / 1000.0,
                seed,
                count(Fate.CAUGHT),
                count(Fate.NOT_RUN),
                letThrough().size(),
                count(Fate.EQUIVALENT),
                count(Fate.OPEN),
                count(Fate.MADE_OTHERWISE),
                count(Fate.LET_THROUGH));
    }
}
