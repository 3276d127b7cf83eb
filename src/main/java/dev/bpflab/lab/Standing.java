package dev.bpflab.lab;

import dev.bpflab.lab.Step.Kind;
import java.util.List;
import java.util.Optional;

/**
 * How far a learner is with a lab.
 *
 * @param lab the lab
 * @param progress what was done with it
 */
public record Standing(Lab lab, LabProgress progress) {
    /** Returns how far a step, experiment or challenge is. */
    public StepState state(Step step) {
        return progress.of(step).state();
    }

    /** Tells whether it is passed. */
    public boolean isPassed(Step step) {
        return state(step) == StepState.PASSED;
    }

    /** Tells whether nothing was done yet. */
    public boolean isUntouched() {
        return progress.isUntouched();
    }

    /** Tells whether every step is passed. */
    public boolean isComplete() {
        return lab.steps().stream().allMatch(this::isPassed);
    }

    /** Returns how many of a kind are passed. */
    public int passed(Kind kind) {
        return (int) lab.of(kind).stream().filter(this::isPassed).count();
    }

    /** Returns the points of the steps that are passed. */
    public int points() {
        return points(lab.steps());
    }

    /** Returns the points of the experiments and challenges that are passed. */
    public int extraPoints() {
        return points(lab.extras());
    }

    private int points(List<Step> some) {
        return some.stream().filter(this::isPassed).mapToInt(Step::points).sum();
    }

    /** Returns the current step, experiment or challenge; empty at the lab's end. */
    public Optional<Step> step() {
        return lab.step(progress.current());
    }

    /** Returns the first step that is not passed. */
    public Optional<Step> firstOpen() {
        return lab.steps().stream().filter(step -> !isPassed(step)).findFirst();
    }
}
