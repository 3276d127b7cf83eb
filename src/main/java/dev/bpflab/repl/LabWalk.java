package dev.bpflab.repl;

import dev.bpflab.lab.CheckResult;
import dev.bpflab.lab.Lab;
import dev.bpflab.lab.LabRunner;
import dev.bpflab.lab.LearnerSession.Evaluated;
import dev.bpflab.lab.Step;
import dev.bpflab.lab.StepState;
import dev.bpflab.lab.StepVerdict;
import dev.bpflab.repl.Command.Answer;
import dev.bpflab.view.Style;
import java.util.List;
import java.util.Optional;

/** A lab being walked at the prompt: what the learner is shown at each turn. */
final class LabWalk {
    private final LabRunner runner;
    private final Screen screen;

    LabWalk(LabRunner runner, Screen screen) {
        this.runner = runner;
        this.screen = screen;
    }

    LabRunner runner() {
        return runner;
    }

    /** Shows the introduction, or where the learner was, and the current step. */
    Answer begin() {
        Lab lab = runner.lab();
        screen.styled("Lab " + lab.id() + ": " + lab.title(), Style.HEADING);
        screen.gap();
        boolean resumed = runner.isResumed();
        if (!resumed) {
            screen.blocks(lab.intro());
            screen.gap();
        }
        Answer answer = report(runner.begin());
        if (resumed) {
            screen.text("You go on where you were; what you typed has been evaluated again. /restart lab begins anew.");
            screen.gap();
        }
        showStep();
        return answer;
    }

    private Answer report(List<Evaluated> evaluated) {
        List<Evaluated> failed = evaluated.stream().filter(one -> !one.ok()).toList();
        for (Evaluated one : failed) {
            screen.styled("This did not work again: " + one.source().strip(), Style.WARN);
            screen.styled(one.text(), Style.BAD);
        }
        return failed.isEmpty() ? Answer.OK : Answer.FAILED;
    }

    /** Shows the current step, or that there is none any more. */
    void showStep() {
        Optional<Step> current = runner.step();
        if (current.isEmpty()) {
            showEnd();
            return;
        }
        Step step = current.get();
        Lab lab = runner.lab();
        String optional = step.optional() ? ", optional" : "";
        screen.styled(
                "Step " + lab.number(step) + " of " + lab.steps().size() + optional + ": " + step.title(),
                Style.HEADING);
        screen.gap();
        screen.blocks(step.text());
        screen.gap();
        if (runner.state(step) == StepState.PASSED) {
            screen.styled("Passed. /next goes on.", Style.GOOD);
        }
    }

    private void showEnd() {
        Lab lab = runner.lab();
        screen.blocks(lab.outro());
        List<String> open = lab.steps().stream()
                .filter(step -> runner.state(step) != StepState.PASSED)
                .map(step -> lab.number(step) + " (" + step.title() + ")")
                .toList();
        String points = runner.points() + " of " + lab.points() + " points.";
        if (runner.isComplete()) {
            screen.styled("Lab " + lab.id() + " is complete: " + points, Style.GOOD);
        } else {
            screen.text("That was the last step: " + points + " Not passed: " + String.join(", ", open) + ". /lab "
                    + lab.id() + " " + lab.number(firstOpen()) + " goes back.");
        }
    }

    private Step firstOpen() {
        return runner.lab().steps().stream()
                .filter(step -> !step.optional() && runner.state(step) != StepState.PASSED)
                .findFirst()
                .orElseThrow();
    }

    /** Keeps a snippet that ran to its end, and says so when the step is passed with it. */
    void evaluated(String source) {
        runner.keep(source);
        runner.check().filter(StepVerdict::isPassed).ifPresent(this::passed);
    }

    private void passed(StepVerdict verdict) {
        Step step = verdict.step();
        boolean last = runner.lab().number(step) == runner.lab().steps().size();
        screen.styled(
                "✓ Step " + runner.lab().number(step) + " passed: " + step.title() + ". /next "
                        + (last ? "finishes the lab." : "goes on."),
                Style.GOOD);
    }

    /** Checks the current step and shows what was found. */
    Answer check() {
        Optional<Step> step = runner.step();
        Optional<StepVerdict> verdict = runner.check();
        if (step.isEmpty()) {
            showEnd();
            return runner.isComplete() ? Answer.OK : Answer.NEGATIVE;
        }
        if (verdict.isEmpty()) {
            screen.styled("Step " + runner.lab().number(step.get()) + " is passed. /next goes on.", Style.GOOD);
            return Answer.OK;
        }
        if (verdict.get().isPassed()) {
            passed(verdict.get());
            return Answer.OK;
        }
        screen.styled("✗ Step " + runner.lab().number(step.get()) + " is not passed yet.", Style.BAD);
        verdict.get().failures().forEach(this::show);
        screen.text("/hint helps; /restart step begins the step again.");
        return Answer.NEGATIVE;
    }

    private void show(CheckResult.Failed failed) {
        screen.text("  expected: " + failed.expected());
        screen.text("  found:    " + failed.found());
        screen.text("  look at:  " + failed.hint());
    }

    /** Goes on to the next step. */
    Answer next() {
        Optional<LabRunner.Move> move = runner.next();
        if (move.isPresent() && move.get().skipped()) {
            Step from = move.get().from();
            int number = runner.lab().number(from);
            screen.styled(
                    "Step " + number + " is skipped, not passed. /lab "
                            + runner.lab().id() + " " + number + " goes back.",
                    Style.WARN);
        }
        showStep();
        return Answer.OK;
    }

    /** Goes to a step by its number. */
    Answer goTo(int number) {
        List<Step> steps = runner.lab().steps();
        if (number < 1 || number > steps.size()) {
            screen.styled(
                    "lab " + runner.lab().id() + " has steps 1 to " + steps.size() + ", no step " + number, Style.BAD);
            return Answer.FAILED;
        }
        runner.goTo(steps.get(number - 1));
        showStep();
        return Answer.OK;
    }

    /** Shows the next tier of help. */
    Answer hint() {
        LabRunner.Help help = runner.hint();
        if (help.hint().isEmpty()) {
            screen.text("This step has no hints; read it again with /read.");
            return Answer.OK;
        }
        screen.styled("Hint " + help.tier() + " of " + help.tiers(), Style.BOLD);
        screen.blocks(help.hint().get().text());
        return Answer.OK;
    }

    /** Shows the reference solution once the learner has tried. */
    Answer solution() {
        Optional<String> solution = runner.solution();
        if (solution.isEmpty()) {
            screen.text("Try first, or take the hints: /hint. Then the solution is shown.");
            return Answer.FAILED;
        }
        screen.lines(dev.bpflab.view.JavaCode.lines(solution.get().strip()));
        return Answer.OK;
    }

    /** Begins the step or the whole lab again. */
    Answer restart(boolean wholeLab) {
        Answer answer = report(wholeLab ? runner.restartLab() : runner.restartStep());
        screen.text("Everything is closed" + (wholeLab ? "" : " and what came before this step evaluated again")
                + "; your progress was backed up.");
        showStep();
        return answer;
    }
}
