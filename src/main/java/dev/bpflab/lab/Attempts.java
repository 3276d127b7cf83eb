package dev.bpflab.lab;

import dev.bpflab.lab.SubmissionReport.Finding;
import dev.bpflab.lab.SubmissionReport.Outcome;
import dev.bpflab.lab.SubmissionReport.SnippetError;
import dev.bpflab.lab.SubmissionReport.StepReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What every step looked like after each snippet of a submission, and from that the steps that were passed in order. A step
 * may look passed too early (an entry is absent before it was ever there) and only for a moment (the next step deletes the
 * entry), so what counts is the best choice of steps that were passed one after the other.
 */
final class Attempts {
    /** More than the points of any lab, so that more steps always count more than steps of more points. */
    private static final long PASSED = 1_000_000;

    /** More than the square of the steps of any lab: of two choices as good, the one of earlier steps counts. */
    private static final long POINT = 1_000_000;

    private final List<Step> steps;
    /** The experiments, challenges and hidden steps, each of which counts whenever it was passed. */
    private final List<Step> extras;

    private final Lab lab;
    private final Scene scene;
    private String host = "";
    /** For each moment the verdict on each step; null for the steps that were over by then. */
    private final List<List<@Nullable StepVerdict>> moments = new ArrayList<>();
    /** The verdict on each step, experiment and challenge before the first snippet. */
    private final Map<Step, StepVerdict> beginning = new HashMap<>();
    /** The verdict on each step that was never looked at, after the last snippet. */
    private final Map<Step, StepVerdict> unattempted = new HashMap<>();
    /** For each experiment and challenge its closest attempt so far, the latest of several. */
    private final Map<Step, StepVerdict> closestOfExtras = new HashMap<>();

    Attempts(Lab lab, Scene scene) {
        this.lab = lab;
        this.steps = lab.steps();
        this.extras = lab.apart();
        this.scene = scene;
    }

    /** Says which host it is. */
    void in(String hostName) {
        host = hostName;
    }

    /** Looks at everything before the first snippet: what holds then is not the submission's doing. */
    void begin() {
        lab.exercises().forEach(step -> beginning.put(step, StepVerdict.of(step, scene)));
    }

    /** Looks, after the last snippet, at the steps that were over before there was one. */
    void end() {
        for (int step = 0; step < steps.size(); step++) {
            int index = step;
            if (moments.stream().allMatch(moment -> moment.get(index) == null)) {
                unattempted.put(steps.get(step), StepVerdict.of(steps.get(step), scene));
            }
        }
    }

    /** Looks at the steps from this one on; those before it were ended by a {@code /next} line. */
    void look(int firstStep) {
        List<@Nullable StepVerdict> verdicts = new ArrayList<>();
        for (int step = 0; step < steps.size(); step++) {
            verdicts.add(step < firstStep ? null : StepVerdict.of(steps.get(step), scene));
        }
        moments.add(verdicts);
        for (Step extra : extras) {
            StepVerdict closest = closestOfExtras.get(extra);
            if (closest == null || !closest.isPassed()) {
                StepVerdict verdict = StepVerdict.of(extra, scene);
                closestOfExtras.merge(extra, verdict, (before, now) -> now.misses() <= before.misses() ? now : before);
            }
        }
    }

    SubmissionReport report(Submission submission, List<SnippetError> errors, Ending how) {
        int[] passedAt = passedAt();
        List<StepReport> reports = new ArrayList<>();
        for (int step = 0; step < steps.size(); step++) {
            boolean passed = passedAt[step] >= 0;
            reports.add(passed ? passed(steps.get(step)) : failed(step, passedAt));
        }
        for (Step extra : extras) {
            StepVerdict closest = closestOfExtras.getOrDefault(extra, begun(extra));
            reports.add(closest.isPassed() ? passed(extra) : failed(extra, begun(extra), closest));
        }
        List<StepReport> required =
                reports.stream().filter(step -> !step.optional()).toList();
        int points = required.stream().mapToInt(StepReport::points).sum();
        return new SubmissionReport(
                submission.name(),
                lab.id(),
                lab.version(),
                lab.title(),
                host,
                scene.trials().firstSeed(),
                required.stream().allMatch(step -> step.outcome() == Outcome.PASSED),
                points,
                lab.points(),
                reports.stream().mapToInt(StepReport::points).sum() - points,
                lab.extraPoints(),
                reports,
                errors,
                how,
                submission.remark(lab));
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
        Arrays.fill(passedAt, -1);
        if (moments.isEmpty()) {
            return passedAt;
        }
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
        return (steps.get(step).points() + PASSED) * POINT + (steps.size() - step);
    }

    private StepReport passed(Step step) {
        return new StepReport(
                lab.number(step),
                step.id(),
                step.title(),
                step.kind(),
                Outcome.PASSED,
                step.points(),
                step.points(),
                List.of(),
                step.points(),
                "",
                HiddenCheck.isToBeSeen(step));
    }

    private StepReport failed(Step step, StepVerdict begin, StepVerdict closest) {
        Credit credit = Credit.of(begin, closest);
        return new StepReport(
                lab.number(step),
                step.id(),
                step.title(),
                step.kind(),
                step.optional() ? Outcome.SKIPPED : Outcome.FAILED,
                0,
                step.points(),
                findings(closest),
                credit.marks(step.points()),
                credit.reason(),
                HiddenCheck.isToBeSeen(step));
    }

    /** Reports the attempt that gives most, of several the one with the fewest misses, of these the latest. */
    private StepReport failed(int index, int[] passedAt) {
        Step step = steps.get(index);
        int from = 0;
        int to = moments.size() - 1;
        StepVerdict begin = begun(step);
        for (int other = 0; other < passedAt.length; other++) {
            if (passedAt[other] >= 0 && other < index) {
                from = passedAt[other];
                StepVerdict then = moments.get(from).get(index);
                begin = then == null ? begin : then;
            } else if (passedAt[other] >= 0 && other > index) {
                to = Math.min(to, passedAt[other]);
            }
        }
        StepVerdict closest = null;
        for (int moment = from; moment <= to; moment++) {
            StepVerdict verdict = moments.get(moment).get(index);
            if (verdict != null && (closest == null || isCloser(verdict, closest, begin))) {
                closest = verdict;
            }
        }
        return failed(step, begin, closest != null ? closest : unattempted.getOrDefault(step, begin));
    }

    private static boolean isCloser(StepVerdict verdict, StepVerdict closest, StepVerdict begin) {
        int more = Double.compare(
                Credit.of(begin, verdict).share(), Credit.of(begin, closest).share());
        return more != 0 ? more > 0 : verdict.misses() <= closest.misses();
    }

    private StepVerdict begun(Step step) {
        return beginning.getOrDefault(step, StepVerdict.unseen(step));
    }

    private static List<Finding> findings(StepVerdict verdict) {
        List<Finding> findings = new ArrayList<>();
        for (int check = 0; check < verdict.results().size(); check++) {
            if (verdict.results().get(check) instanceof CheckResult.Failed failed) {
                findings.add(new Finding(
                        failed.expected(),
                        failed.found(),
                        failed.advice(),
                        failed.held(),
                        failed.of(),
                        HiddenCheck.isHidden(verdict.step().checks().get(check))));
            }
        }
        return findings;
    }
}
