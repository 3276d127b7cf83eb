package dev.bpflab.lab.author;

import dev.bpflab.lab.Lab;
import dev.bpflab.lab.LearnerSession;
import dev.bpflab.lab.LearnerSession.Evaluated;
import dev.bpflab.lab.Step;
import java.util.List;
import java.util.Optional;

/** A session in which solutions are typed as a learner would, up to a step. */
record Walked(LearnerSession session) {
    /** Types the start and the solutions of what stands before a step; an experiment or challenge stands alone. */
    static Walked before(Step step, Lab lab, LearnerSession session) {
        Walked walked = new Walked(session);
        walked.type(lab.start());
        if (!step.optional()) {
            List<Step> steps = lab.steps();
            steps.subList(0, steps.indexOf(step)).forEach(earlier -> walked.type(earlier.solution()));
        }
        return walked;
    }

    /** Types a source; returns what is said of the snippet that does not run, and nothing when all do. */
    Optional<String> type(String source) {
        if (source.isBlank()) {
            return Optional.empty();
        }
        return session.evaluate(source, () -> {}).stream()
                .filter(evaluated -> !evaluated.ok())
                .map(Evaluated::text)
                .map(text -> text.strip().replaceAll("\\s*\n\\s*", " "))
                .findFirst();
    }
}
