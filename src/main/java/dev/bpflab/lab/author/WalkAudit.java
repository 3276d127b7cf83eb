package dev.bpflab.lab.author;

import dev.bpflab.lab.CheckResult;
import dev.bpflab.lab.Lab;
import dev.bpflab.lab.LearnerSession;
import dev.bpflab.lab.LearnerSession.Evaluated;
import dev.bpflab.lab.Scene;
import dev.bpflab.lab.Step;
import dev.bpflab.lab.StepVerdict;
import dev.bpflab.lab.Trials;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Walks a lab with its solutions on a host: each must pass its own step, and no step may be passed by less. */
public final class WalkAudit {
    private static final String ALONE = " (without the steps and what stands before it)";

    private final Lab lab;
    private final Trials trials;
    private final List<Problem> problems = new ArrayList<>();

    private WalkAudit(Lab lab, Trials trials) {
        this.lab = lab;
        this.trials = trials;
    }

    /**
     * Walks a lab with its experiments and challenges, and then these alone and the last of them first, as a learner may: what
     * needs a step, or another of them, fails in one of the two walks.
     */
    public static Audit of(Lab lab, Rehearsal rehearsal, Trials trials) {
        WalkAudit audit = new WalkAudit(lab, trials);
        rehearsal.inSession(session -> audit.walk(session, lab.exercises(), ""));
        List<Step> alone = new ArrayList<>(lab.extras());
        Collections.reverse(alone);
        if (!alone.isEmpty() && audit.problems.isEmpty()) {
            rehearsal.inSession(session -> audit.walk(session, alone, ALONE));
        }
        return new Audit(
                "the start passes no step, and each of " + lab.exercises().size()
                        + " solutions passes its own and no other"
                        + (alone.isEmpty() ? "" : ", experiments and challenges also by themselves"),
                audit.problems);
    }

    private Set<String> walk(LearnerSession session, List<Step> steps, String walk) {
        Scene scene = new Scene(session, trials);
        Set<String> early = new HashSet<>();
        type(session, lab.start(), "start.jsh", walk);
        tooEarly(steps, 0, scene, "after start.jsh", walk, early);
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            type(session, step.solution(), name(step), walk);
            StepVerdict verdict = StepVerdict.of(step, scene);
            for (CheckResult.Failed failed : verdict.failures()) {
                problems.add(new Problem(
                        name(step) + walk,
                        "its solution does not pass it: expected " + failed.expected() + ", found " + failed.found()));
            }
            tooEarly(steps, i + 1, scene, "after the solution of " + name(step), walk, early);
        }
        return early;
    }

    private void type(LearnerSession session, String source, String what, String walk) {
        if (source.isBlank()) {
            return;
        }
        for (Evaluated evaluated : session.evaluate(source, () -> {})) {
            if (!evaluated.ok()) {
                problems.add(new Problem(
                        what + walk,
                        "this does not run: "
                                + evaluated.source().strip().lines().findFirst().orElse("") + ": "
                                + evaluated.text().strip().replaceAll("\\s*\n\\s*", " ")));
            }
        }
    }

    /** A step that already passes would be passed by a learner who did nothing. */
    private void tooEarly(List<Step> steps, int from, Scene scene, String when, String walk, Set<String> early) {
        for (Step step : steps.subList(from, steps.size())) {
            if (!early.contains(step.id()) && StepVerdict.of(step, scene).isPassed()) {
                early.add(step.id());
                problems.add(new Problem(
                        name(step) + walk, "passes already " + when + "; let it ask for something of its own"));
            }
        }
    }

    private static String name(Step step) {
        return "step '" + step.id() + "'";
    }
}
