package dev.bpflab.lab;

/**
 * A check of which no learner reads: neither what it looks at nor what it finds gets into a report for students.
 *
 * @param check the check
 */
record HiddenCheck(Check check) implements Check {
    @Override
    public String subject() {
        return check.subject();
    }

    @Override
    public CheckResult judge(Scene scene) {
        return check.judge(scene);
    }

    static boolean isHidden(Check check) {
        return check instanceof HiddenCheck;
    }

    /** Tells whether students may read a step's title: not when it is hidden with all its checks. */
    static boolean isToBeSeen(Step step) {
        return step.kind() != Step.Kind.HIDDEN || !step.checks().stream().allMatch(HiddenCheck::isHidden);
    }
}
