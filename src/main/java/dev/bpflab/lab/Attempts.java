package dev.bpflab.lab;

import dev.bpflab.lab.SubmissionReport.Finding;
import dev.bpflab.lab.SubmissionReport.Outcome;
import dev.bpflab.lab.SubmissionReport.SnippetError;
import dev.bpflab.lab.SubmissionReport.StepReport;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every step looked like after each snippet of a submission, and from that the steps that were passed in order. A step
 * may look passed too early (an entry is absent before it was ever there) and only for a moment (the next step deletes the
 * entry), so what counts is the best choice of steps that were passed one after the other.
 */
final class Attempts {
    /** More than the points of any lab, so that a required step always counts more than optional ones. */
    private static final long REQUIRED = 1_000_000;

    /** More than the square of the steps of any lab: of two choices as good, the one of earlier steps counts. */
    private static final long POINT = 1_000_000;

    private final List<Step> steps;
    private final Lab lab;
    private final Scene scene;
    /** For each moment the verdict on each step; null for the steps that were over by then. */
    private final List<List<@Nullable StepVerdict>> moments = new ArrayList<>();

    Attempts(Lab lab, Scene scene) {
        this.lab = lab;
        this.steps = lab.steps();
        this.scene = scene;
    }

    /** Looks at the steps from this one on; those before it were ended by a {@code /next} line. */
    void look(int firstStep) {
        List<@Nullable StepVerdict> verdicts = new ArrayList<>();
        for (int step = 0; step < steps.size(); step++) {
            verdicts.add(step < firstStep ? null : StepVerdict.of(steps.get(step), scene));
        }
        moments.add(verdicts);
    }

    SubmissionReport report(Submission submission, List<SnippetError> errors) {
        if (moments.isEmpty()) {
            look(0);
        }
        int[] passedAt = passedAt();
        List<StepReport> reports = new ArrayList<>();
        for (int step = 0; step < steps.size(); step++) {
            reports.add(report(step, passedAt));
        }
        return new SubmissionReport(
                submission.name(),
                lab.id(),
                lab.version(),
                lab.title(),
                scene.workspace().host().name(),
                scene.trials().firstSeed(),
                reports.stream().allMatch(step -> step.optional() || step.outcome() == Outcome.PASSED),
                reports.stream().mapToInt(StepReport::points).sum(),
                lab.points(),
                reports,
                errors);
    }

    /** Returns for each step the moment at which it counts as passed, -1 when it does not. */
    private int[] passedAt() {
        long[][] best = new long[steps.size() + 1][moments.size() + 1];
        for (int s = 1; s <= steps.size(); s++) {
            for (int m = 1; m <= moments.size(); m++) {
                best[s][m] = Math.max(best[s][m - 1], best[s - 1][m] + worth(s - 1, m - 1));
            }
        }
        int[] passedAt = new int[steps.size()];
        int m = moments.size();
        for (int s = steps.size(); s >= 1; s--) {
            // The earliest moment that is as good leaves the most room to look for attempts at failed steps.
            while (m > 1 && best[s][m - 1] == best[s][m]) {
                m--;
            }
            passedAt[s - 1] = worth(s - 1, m - 1) > 0 ? m - 1 : -1;
        }
        return passedAt;
    }

    private long worth(int step, int moment) {
        StepVerdict verdict = moments.get(moment).get(step);
        if (verdict == null || !verdict.isPassed()) {
            return 0;
        }
        Step judged = steps.get(step);
        return (judged.points() + (judged.optional() ? 0 : REQUIRED)) * POINT + (steps.size() - step);
    }

    private StepReport report(int index, int[] passedAt) {
        Step step = steps.get(index);
        boolean passed = passedAt[index] >= 0;
        return new StepReport(
                index + 1,
                step.id(),
                step.title(),
                step.optional(),
                passed ? Outcome.PASSED : step.optional() ? Outcome.SKIPPED : Outcome.FAILED,
                passed ? step.points() : 0,
                step.points(),
                passed ? List.of() : findings(closest(index, passedAt)));
    }

    /** Returns the attempt with the fewest misses between the steps passed before and after, the latest of several. */
    private StepVerdict closest(int index, int[] passedAt) {
        int from = 0;
        int to = moments.size() - 1;
        for (int step = 0; step < passedAt.length; step++) {
            if (passedAt[step] >= 0 && step < index) {
                from = passedAt[step];
            } else if (passedAt[step] >= 0 && step > index) {
                to = Math.min(to, passedAt[step]);
            }
        }
        StepVerdict closest = null;
        for (int moment = from; moment <= to; moment++) {
            StepVerdict verdict = moments.get(moment).get(index);
            if (verdict != null && (closest == null || verdict.misses() <= closest.misses())) {
                closest = verdict;
            }
        }
        return closest != null ? closest : StepVerdict.of(steps.get(index), scene);
    }

    private static List<Finding> findings(StepVerdict verdict) {
        return verdict.failures().stream()
                .map(failed -> new Finding(failed.expected(), failed.found(), failed.hint()))
                .toList();
    }
}
