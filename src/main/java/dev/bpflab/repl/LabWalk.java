package dev.bpflab.repl;

import static dev.bpflab.repl.Messages.text;

import dev.bpflab.lab.CheckResult;
import dev.bpflab.lab.Lab;
import dev.bpflab.lab.LabRunner;
import dev.bpflab.lab.LearnerSession.Evaluated;
import dev.bpflab.lab.ProgressStore.Earlier;
import dev.bpflab.lab.Step;
import dev.bpflab.lab.StepState;
import dev.bpflab.lab.StepVerdict;
import dev.bpflab.repl.Command.Answer;
import dev.bpflab.view.Line;
import dev.bpflab.view.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A lab being walked at the prompt: what the learner is shown at each turn. */
final class LabWalk {
    private final LabRunner runner;
    private final Screen screen;
    private final Events events;
    /** What the last check found; null at the lab's end and where the step was passed before. */
    private @Nullable StepVerdict last;

    LabWalk(LabRunner runner, Screen screen, Events events) {
        this.runner = runner;
        this.screen = screen;
        this.events = events;
    }

    LabRunner runner() {
        return runner;
    }

    /** Shows the introduction, or where the learner was, and the current step. */
    Answer begin() {
        boolean resumed = runner.isResumed();
        Optional<Earlier> earlier = runner.earlier();
        Answer answer = report(runner.begin());
        remember();
        if (earlier.isPresent()) {
            title();
            carriedOver(earlier.get());
            showStep();
        } else if (resumed) {
            title();
            screen.say(text("walk.resumed"));
            screen.lines(screen.labs().bar(runner.standing()));
            screen.gap();
            showStep();
        } else {
            screen.page(withGap(screen.labs().intro(runner.lab())), current());
        }
        return answer;
    }

    private void title() {
        screen.styled(text("walk.title", runner.lab().id(), runner.lab().title()), Style.HEADING);
    }

    private void carriedOver(Earlier earlier) {
        long before = earlier.progress().steps().values().stream()
                .filter(step -> step.state() == StepState.PASSED)
                .count();
        long now = runner.lab().exercises().stream()
                .filter(runner.standing()::isPassed)
                .count();
        screen.say(text(
                "walk.carriedOver",
                runner.lab().id(),
                runner.lab().version(),
                earlier.progress().version(),
                now,
                before,
                earlier.place()));
        screen.gap();
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
            return screen.labs().end(runner.standing());
        }
        List<Line> lines = withGap(screen.labs().step(runner.lab(), current.get()));
        if (runner.state(current.get()) == StepState.PASSED) {
            lines.add(Line.of(text("walk.passed"), Style.GOOD));
        }
        return lines;
    }

    /** Keeps a snippet that ran to its end, and says when the step is passed with it, or what it has changed about it. */
    void evaluated(String source) {
        runner.tried();
        runner.keep(source);
        runner.check().ifPresent(verdict -> {
            events.step(runner.lab(), verdict, () -> {
                if (verdict.isPassed()) {
                    passed(verdict);
                } else {
                    changed(verdict)
                            .ifPresent(failed -> screen.lines(screen.labs().brief(failed)));
                }
            });
            last = verdict;
        });
    }

    /** Counts a snippet that did not run to its end: who has tried may see the solution. */
    void failed() {
        runner.tried();
    }

    /** Returns the first finding that was not there before the last snippet: that is what the snippet was about. */
    private Optional<CheckResult.Failed> changed(StepVerdict now) {
        StepVerdict before = last;
        if (before == null || !before.step().equals(now.step())) {
            return Optional.empty();
        }
        return now.failures().stream()
                .filter(failed -> before.failures().stream()
                        .noneMatch(old -> old.expected().equals(failed.expected())
                                && old.found().equals(failed.found())))
                .findFirst();
    }

    /** Looks at the step as it is before the learner types. */
    private void remember() {
        last = runner.look().orElse(null);
    }

    private void passed(StepVerdict verdict) {
        screen.lines(screen.labs().verdict(runner.lab(), verdict));
        screen.lines(screen.labs().bar(runner.standing()));
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
        last = verdict.get();
        events.step(runner.lab(), verdict.get(), () -> {
            if (verdict.get().isPassed()) {
                passed(verdict.get());
            } else {
                screen.lines(screen.labs().verdict(runner.lab(), verdict.get()));
                screen.say(text("walk.failed"));
            }
        });
        return verdict.get().isPassed() ? Answer.OK : Answer.NEGATIVE;
    }

    /** Goes on to the next step. */
    Answer next() {
        Optional<LabRunner.Move> move = runner.next();
        if (move.isPresent() && move.get().skipped()) {
            Lab lab = runner.lab();
            Step from = move.get().from().orElseThrow();
            screen.styled(text("walk.skipped", lab.name(from), lab.address(from)), Style.WARN);
        }
        remember();
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
        remember();
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

    /** Shows the next tier of help, or the one of this number. */
    Answer hint(String number) {
        if (number.isEmpty()) {
            screen.lines(screen.labs().help(runner.hint()));
            return Answer.OK;
        }
        int wanted = number.matches("[1-9]\\d{0,3}") ? Integer.parseInt(number) : 0;
        LabRunner.Help help = wanted == 0 ? new LabRunner.Help(Optional.empty(), 0, 0) : runner.hint(wanted);
        if (help.tier() != wanted || wanted == 0) {
            screen.styled(text("walk.noHint", number), Style.BAD);
            return Answer.FAILED;
        }
        screen.lines(screen.labs().help(help));
        return Answer.OK;
    }

    /** Returns the reference solution once the learner has tried, and says why not before. */
    Optional<String> solution() {
        Optional<String> solution = runner.solution();
        if (solution.isEmpty()) {
            screen.say(runner.step().isEmpty() ? text("walk.noStep") : text("walk.tryFirst"));
        }
        return solution.map(String::strip);
    }

    /** Shows the reference solution once the learner has tried. */
    Answer showSolution() {
        Optional<String> solution = solution();
        solution.ifPresent(source -> screen.page(screen.labs().source(source)));
        return solution.isPresent() ? Answer.OK : Answer.FAILED;
    }

    /** Shows how far the learner is with each step. */
    Answer overview() {
        screen.page(screen.labs().overview(runner.standing()));
        return Answer.OK;
    }

    /** Begins the step again; the session is fresh. */
    Answer restartStep() {
        Optional<LabRunner.Restarted> restarted = runner.restartStep();
        if (restarted.isEmpty()) {
            screen.say(text("walk.noStep"));
            return Answer.FAILED;
        }
        Lab lab = runner.lab();
        Step step = runner.step().orElseThrow();
        Answer answer = report(restarted.get().evaluated());
        screen.say(text("walk.restartedStep", lab.name(step)));
        if (!restarted.get().cleared().isEmpty()) {
            String steps = restarted.get().cleared().stream().map(lab::address).collect(Collectors.joining(", "));
            screen.say(text("walk.cleared", steps));
        }
        return restarted(restarted.get(), answer);
    }

    /** Begins the lab again; the session is fresh. */
    Answer restartLab() {
        LabRunner.Restarted restarted = runner.restartLab();
        Answer answer = report(restarted.evaluated());
        screen.say(text("walk.restartedLab"));
        return restarted(restarted, answer);
    }

    /** Brings back what was there before the last restart; the session is fresh. */
    Answer undoRestart() {
        Optional<LabRunner.Restarted> undone = runner.undoRestart();
        if (undone.isEmpty()) {
            screen.styled(text("walk.noBackup", runner.lab().id()), Style.BAD);
            return Answer.FAILED;
        }
        Answer answer = report(undone.get().evaluated());
        screen.say(text("walk.undone", undone.get().backup().orElse("")));
        screen.gap();
        remember();
        showStep();
        return answer;
    }

    private Answer restarted(LabRunner.Restarted restarted, Answer answer) {
        restarted.backup().ifPresent(place -> screen.say(text("walk.backup", place)));
        screen.gap();
        remember();
        showStep();
        return answer;
    }
}
