package dev.bpflab.lab;

import static dev.bpflab.lab.Messages.text;

import dev.bpflab.bpf.BpfException;

/** Runs a check so that nothing the learner made, such as a map closed meanwhile, can break the runner. */
final class Judging {
    private Judging() {}

    static CheckResult safely(Check check, Scene scene) {
        try {
            return check.judge(scene);
        } catch (BpfException e) {
            return CheckResult.failed(
                    text("judging.canBeLookedAt", check.subject()),
                    String.valueOf(e.getMessage()),
                    e.remedy() == null ? text("judging.restartBeginsTheStepAgain") : e.remedy());
        }
    }
}
