package dev.bpflab.lab;

import static dev.bpflab.lab.Messages.text;

import java.util.List;

/**
 * What the checks of a step found at one moment.
 *
 * @param step the step
 * @param results one for each check, in order
 */
public record StepVerdict(Step step, List<CheckResult> results) {
    public StepVerdict {
        results = List.copyOf(results);
    }

    /** Runs the checks of a step. */
    public static StepVerdict of(Step step, Scene scene) {
        return new StepVerdict(
                step,
                step.checks().stream()
                        .map(check -> Judging.safely(check, scene))
                        .toList());
    }

    /** Returns the verdict on a step at which nobody could look. */
    static StepVerdict unseen(Step step) {
        return new StepVerdict(
                step,
                step.checks().stream()
                        .map(check -> (CheckResult) CheckResult.failed(
                                text("judging.canBeLookedAt", check.subject()),
                                text("stepVerdict.nothingTheRunHadEnded"),
                                text("stepVerdict.reportSaysHowTheRun")))
                        .toList());
    }

    /** Tells whether every check passed. */
    public boolean isPassed() {
        return results.stream().allMatch(CheckResult::isPassed);
    }

    /** Returns what is not as expected, in the order of the checks. */
    public List<CheckResult.Failed> failures() {
        return results.stream()
                .filter(CheckResult.Failed.class::isInstance)
                .map(CheckResult.Failed.class::cast)
                .toList();
    }

    /** Returns how many things are not as expected. */
    int misses() {
        return failures().stream().mapToInt(CheckResult.Failed::misses).sum();
    }
}
