package dev.bpflab.lab.author;

import java.util.List;

/**
 * What was looked at and what is wrong with it.
 *
 * @param looked what was looked at, in a sentence without a full stop; what holds when there is no problem
 * @param problems what is wrong, in the order in which a learner would meet it
 */
public record Audit(String looked, List<Problem> problems) {
    public Audit {
        problems = List.copyOf(problems);
    }

    /** Tells whether nothing is wrong. */
    public boolean isClean() {
        return problems.isEmpty();
    }
}
