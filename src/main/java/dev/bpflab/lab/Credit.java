package dev.bpflab.lab;

import static dev.bpflab.lab.Messages.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Partial credit for a step that is not passed: the share of its checks, or of what each looks at, that came to hold while it
 * was the current step. What held already when it began gives nothing, so doing nothing gives nothing.
 *
 * @param share what the step gives of its points, from 0 to 1
 * @param reason what holds and what does not, in a sentence without a full stop
 */
record Credit(double share, String reason) {
    /**
     * Returns what an attempt gives.
     *
     * @param begin the verdict on the step when it began
     * @param attempt the verdict at the attempt
     */
    static Credit of(StepVerdict begin, StepVerdict attempt) {
        double gained = 0;
        double missing = 0;
        int passed = 0;
        boolean before = false;
        List<String> parts = new ArrayList<>();
        for (int check = 0; check < attempt.results().size(); check++) {
            CheckResult now = attempt.results().get(check);
            double was = begin.results().get(check).share();
            gained += now.share() - was;
            missing += 1 - was;
            before |= was > 0;
            passed += now.isPassed() ? 1 : 0;
            boolean hidden = HiddenCheck.isHidden(attempt.step().checks().get(check));
            if (now instanceof CheckResult.Failed failed && failed.of() > 1 && !hidden) {
                parts.add("check " + (check + 1) + " in " + failed.held() + " of " + failed.of() + " rows");
            }
        }
        int all = attempt.results().size();
        String reason = passed + " of " + all + (all == 1 ? " check holds" : " checks hold")
                + (parts.isEmpty() ? "" : ", " + String.join(", ", parts))
                + (before ? text("credit.whatHeldBeforeTheStep") : "");
        return new Credit(missing == 0 ? 0 : Math.max(0, gained / missing), reason);
    }

    /** Returns the points that it gives, to a hundredth; never all of them, which only a passed step has. */
    double marks(int points) {
        return Math.floor(share * points * 100) / 100;
    }
}
