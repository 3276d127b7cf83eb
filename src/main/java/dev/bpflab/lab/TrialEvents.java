package dev.bpflab.lab;

import dev.bpflab.bpf.Hook;
import dev.bpflab.bpf.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** What a trial makes happen: something that follows from a seed and cannot be known beforehand. */
interface TrialEvents {
    /** Returns the names that the rows of its table may hold. */
    List<String> names();

    /** Tells whether programs at this hook see any of it. */
    boolean comeBy(Hook hook);

    /**
     * Returns events of which several happen at the same moment, as on a machine with several CPUs; empty when two of them have
     * nothing in common about which programs could get into each other's way.
     */
    default Optional<TrialEvents> atOnce() {
        return Optional.empty();
    }

    /**
     * Prepares a workspace before the programs are attached; returns what makes it happen when they are.
     *
     * @param hooks where the programs will be attached
     */
    Running prepare(Workspace workspace, List<Hook> hooks, Random random);

    /** A trial whose programs are attached. */
    interface Running {
        /** Makes it happen, and returns when the programs have seen it. */
        Made make();
    }

    /**
     * What was made to happen.
     *
     * @param facts each thing that the programs should have seen
     * @param summary what it was, as a part of a sentence: {@code 8 processes with 21 execs}
     * @param complaint what is wrong with how the programs behaved, apart from the map; empty when nothing is
     */
    record Made(List<Fact> facts, String summary, String complaint) {
        public Made {
            facts = List.copyOf(facts);
        }
    }
}
