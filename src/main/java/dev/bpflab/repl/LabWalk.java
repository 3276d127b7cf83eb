package dev.bpflab.repl;

import static dev.bpflab.repl.Messages.text;

import dev.bpflab.lab.Lab;
import dev.bpflab.lab.LabRunner;
import dev.bpflab.lab.LearnerSession.Evaluated;
import dev.bpflab.lab.Step;
import dev.bpflab.lab.StepState;
import dev.bpflab.lab.StepVerdict;
import dev.bpflab.repl.Command.Answer;
import dev.bpflab.view.Line;
import dev.bpflab.view.Style;
import java.util.ArrayList;
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
        boolean resumed = runner.isResumed();
        Answer answer = report(runner.begin());
        if (resumed) {
            screen.styled(text("walk.title", runner.lab().id(), runner.lab().title()), Style.HEADING);
            screen.say(text("walk.resumed"));
            screen.gap();
            showStep();
        } else {
            screen.page(withGap(screen.labs().intro(runner.lab())), current());
        }
        return answer;
    }

    private static List<Line> withGap(List<Line> lines) {
        List<Line> more = new ArrayList<>(lines);
        more.add(Line.EMPTY);
        return more;
    }

    private Answer report(List<Evaluated> evaluated) {
        List<Evaluated> failed = evaluated.stream().filter(one -> !one.ok()).toList();
        for (Evaluated one : failed) {
            screen.styled(text("walk.notAgain", one.source().strip()), Style.WARN);
            screen.styled(one.text(), Style.BAD);
        }
        return failed.isEmpty() ? Answer.OK : Answer.FAILED;
    }

    /** Shows the current step, or that there is none any more. */
    void showStep() {
        screen.page(current());
    }

    private List<Line> current() {
        Optional<Step> current = runner.step();
        if (current.isEmpty()) {
            return screen.labs().end(runner);
        }
        List<Line> lines = withGap(screen.labs().step(runner.lab(), current.get()));
        if (runner.state(current.get()) == StepState.PASSED) {
            lines.add(Line.of(text("walk.passed"), Style.GOOD));
        }
        return lines;
    }

    /** Keeps a snippet that ran to its end, and says so when the step is passed with it. */
    void evaluated(String source) {
        runner.keep(source);
        runner.check().filter(StepVerdict::isPassed).ifPresent(this::passed);
    }

    private void passed(StepVerdict verdict) {
        screen.lines(screen.labs().verdict(runner.lab(), verdict));
    }

    /** Checks the current step and shows what was found. */
    Answer check() {
        Optional<Step> step = runner.step();
        if (step.isEmpty()) {
            showStep();
            return runner.isComplete() ? Answer.OK : Answer.NEGATIVE;
        }
        Optional<StepVerdict> verdict = runner.check();
        if (verdict.isEmpty()) {
            screen.styled(text("walk.alreadyPassed", runner.lab().name(step.get())), Style.GOOD);
            return Answer.OK;
        }
        screen.lines(screen.labs().verdict(runner.lab(), verdict.get()));
        if (verdict.get().isPassed()) {
            return Answer.OK;
        }
        screen.say(text("walk.failed"));
        return Answer.NEGATIVE;
    }

    /** Goes on to the next step. */
    Answer next() {
        Optional<LabRunner.Move> move = runner.next();
        if (move.isPresent() && move.get().skipped()) {
            Lab lab = runner.lab();
            Step from = move.get().from().orElseThrow();
            screen.styled(text("walk.skipped", lab.name(from), lab.id(), lab.address(from)), Style.WARN);
        }
        showStep();
        return Answer.OK;
    }

    /** Goes to a step, experiment or challenge by its address or id. */
    Answer goTo(String address) {
        Lab lab = runner.lab();
        Optional<Step> step = lab.find(address);
        if (step.isEmpty()) {
            screen.styled(text("walk.steps", lab.id(), addresses(lab), address), Style.BAD);
            return Answer.FAILED;
        }
        runner.goTo(step.get());
        showStep();
        return Answer.OK;
    }

    private static String addresses(Lab lab) {
        List<String> ranges = new ArrayList<>();
        for (Step.Kind kind : Step.Kind.values()) {
            List<Step> some = lab.of(kind);
            if (!some.isEmpty()) {
                String last = some.size() == 1 ? "" : " to " + lab.address(some.get(some.size() - 1));
                ranges.add(kind.role() + (some.size() == 1 ? " " : "s ") + lab.address(some.get(0)) + last);
            }
        }
        return String.join(", ", ranges);
    }

    /** Shows the next tier of help. */
    Answer hint() {
        screen.lines(screen.labs().help(runner.hint()));
        return Answer.OK;
    }

    /** Shows the reference solution once the learner has tried. */
    Answer solution() {
        Optional<String> solution = runner.solution();
        if (solution.isEmpty()) {
            screen.say(text("walk.tryFirst"));
            return Answer.FAILED;
        }
        screen.page(screen.labs().source(solution.get().strip()));
        return Answer.OK;
    }

    /** Begins the step or the whole lab again. */
    Answer restart(boolean wholeLab) {
        Answer answer = report(wholeLab ? runner.restartLab() : runner.restartStep());
        screen.say(wholeLab ? text("walk.restartedLab") : text("walk.restartedStep"));
        showStep();
        return answer;
    }
}
