package dev.bpflab.bpf;

import java.util.List;

/**
 * What came of a race.
 *
 * @param runs how each racer ended, in their order: a program's last run, or just the result of userspace
 * @param schedule how they took turns
 * @param turns whose turn it was, the first {@value #TURNS_KEPT} of them; empty for real threads
 * @param turnCount how many turns there were; 0 for real threads, where nobody counts
 */
public record RaceOutcome(List<TestRunOutcome> runs, Schedule schedule, List<Turn> turns, long turnCount) {
    /** How many turns are kept to be looked at. */
    public static final int TURNS_KEPT = 10_000;

    /**
     * One turn.
     *
     * @param racer whose it was, from 0
     * @param steps how many instructions, or system calls of userspace, it lasted
     */
    public record Turn(int racer, long steps) {
        @Override
        public String toString() {
            return racer + "x" + steps;
        }
    }

    public RaceOutcome {
        runs = List.copyOf(runs);
        turns = List.copyOf(turns);
    }

    @Override
    public String toString() {
        String how = schedule.seed().isPresent()
                ? turnCount + " turns from seed " + schedule.seed().getAsLong()
                : "real threads, not reproducible";
        return runs.size() + " at the same time, " + how;
    }
}
