package dev.bpflab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.bpf.Codecs;
import dev.bpflab.bpf.MapSpec;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.lab.LearnerSession.Evaluated;
import dev.bpflab.view.Theme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabRunnerTest {
    @TempDir
    Path folder;

    private final Workspace workspace = FakeStage.workspace();
    private final FakeSession session = TestLab.session(workspace);
    private final List<String> messages = new ArrayList<>();
    private final Lab lab = TestLab.lab();

    @AfterEach
    void close() {
        workspace.close();
        assertThat(messages).isEmpty();
    }

    private LabRunner runner() {
        LabRunner runner = new LabRunner(lab, session, FakeStage.noTrials(), new ProgressFiles(folder, messages::add));
        runner.begin();
        return runner;
    }

    /** Types as the prompt does. */
    private void type(LabRunner runner, String snippet) {
        for (Evaluated evaluated : session.evaluate(snippet, runner::check)) {
            runner.tried();
            if (evaluated.ok()) {
                runner.keep(evaluated.source());
            }
        }
    }

    private static String current(LabRunner runner) {
        return runner.step().map(Step::id).orElse("none");
    }

    @Test
    void aStepOncePassedStaysPassed() {
        LabRunner runner = runner();
        type(runner, "a = 0");
        assertThat(runner.state(lab.steps().get(0))).isEqualTo(StepState.OPEN);
        type(runner, "a = 1");
        assertThat(runner.state(lab.steps().get(0))).isEqualTo(StepState.PASSED);
        type(runner, "a = 0");
        assertThat(runner.state(lab.steps().get(0))).isEqualTo(StepState.PASSED);
        assertThat(runner.check()).isEmpty();
        assertThat(current(runner)).isEqualTo("a");
        assertThat(runner.points()).isEqualTo(2);
    }

    @Test
    void nextMovesOnAndSaysWhenItSkips() {
        LabRunner runner = runner();
        type(runner, "a = 1");
        assertThat(runner.next().orElseThrow().skipped()).isFalse();
        LabRunner.Move skip = runner.next().orElseThrow();
        assertThat(skip.skipped()).isTrue();
        assertThat(skip.from().orElseThrow().id()).isEqualTo("b");
        assertThat(skip.to())
                .as("the lab's end comes before what is beyond its steps")
                .isEmpty();
        assertThat(runner.state(lab.steps().get(1))).isEqualTo(StepState.SKIPPED);
        assertThat(runner.next().orElseThrow().to().orElseThrow().id()).isEqualTo("c");
        type(runner, "c = 1");
        assertThat(runner.next().orElseThrow().to()).isEmpty();
        assertThat(runner.next()).isEmpty();
        assertThat(runner.isComplete()).isFalse();

        runner.goTo(lab.steps().get(1));
        type(runner, "b = 1");
        assertThat(runner.isComplete()).isTrue();
    }

    @Test
    void anExperimentIsNotNeeded() {
        LabRunner runner = runner();
        type(runner, "a = 1");
        runner.next();
        type(runner, "b = 1");
        assertThat(runner.isComplete()).isTrue();
        assertThat(runner.points()).isEqualTo(4);
        assertThat(runner.extraPoints()).isZero();
    }

    @Test
    void anExperimentLeadsBackToTheStepThatWasLeftForIt() {
        LabRunner runner = runner();
        type(runner, "a = 1");
        runner.next();
        runner.goTo(lab.find("e1").orElseThrow());
        assertThat(current(runner)).isEqualTo("c");
        type(runner, "c = 1");
        assertThat(runner.extraPoints()).isEqualTo(2);
        runner.next();
        assertThat(current(runner)).isEqualTo("b");
    }

    @Test
    void anExperimentIsRestartedByItself() {
        LabRunner runner = runner();
        type(runner, "a = 1");
        runner.goTo(lab.find("c").orElseThrow());
        type(runner, "c = 1");
        session.typed.clear();

        runner.restartStep();

        assertThat(session.typed).containsExactly("a = 1");
        assertThat(runner.state(lab.steps().get(0))).isEqualTo(StepState.PASSED);
        assertThat(runner.state(lab.extras().get(0))).isEqualTo(StepState.OPEN);
    }

    @Test
    void hintsComeOneTierAfterAnotherAndTheLastStays() {
        LabRunner runner = runner();
        assertThat(List.of(runner.hint(), runner.hint(), runner.hint()))
                .extracting(LabRunner.Help::tier)
                .containsExactly(1, 2, 2);
        assertThat(new LabView(80, Theme.PLAIN).help(runner.hint()).get(0).plain())
                .isEqualTo("Hint 2 of 2");
    }

    @Test
    void theSolutionIsShownAfterTryingOrAfterAllHints() {
        LabRunner runner = runner();
        assertThat(runner.solution()).isEmpty();
        type(runner, "a = 0");
        assertThat(runner.solution()).contains("a = 1");

        runner.next();
        runner.hint();
        assertThat(runner.mayRevealSolution()).isFalse();
        runner.hint();
        assertThat(runner.solution()).contains("b = 1");
    }

    @Test
    void whatWasTypedIsThereAgainInALaterSession() {
        LabRunner first = runner();
        type(first, "a = 1");
        first.next();
        type(first, "nonsense");
        type(first, "b = 0");
        session.set("a", 0);
        session.typed.clear();

        LabRunner second = new LabRunner(lab, session, FakeStage.noTrials(), new ProgressFiles(folder, messages::add));
        assertThat(second.isResumed()).isTrue();
        second.begin();
        assertThat(session.typed).containsExactly("a = 1", "b = 0");
        assertThat(current(second)).isEqualTo("b");
        assertThat(second.state(lab.steps().get(0))).isEqualTo(StepState.PASSED);
        assertThat(second.progress()).isEqualTo(first.progress());
    }

    @Test
    void aRestartedStepBeginsWithWhatWasThereBeforeIt() {
        LabRunner runner = runner();
        type(runner, "a = 1");
        runner.next();
        type(runner, "b = 1");
        workspace.create(MapSpec.hash("m", Codecs.U32, Codecs.U32).maxEntries(1));
        session.typed.clear();

        runner.restartStep();

        assertThat(workspace.maps()).isEmpty();
        assertThat(session.typed).containsExactly("a = 1");
        assertThat(runner.state(lab.steps().get(0))).isEqualTo(StepState.PASSED);
        assertThat(runner.state(lab.steps().get(1))).isEqualTo(StepState.OPEN);
        assertThat(folder.toFile().list()).anyMatch(name -> name.endsWith(".bak"));
    }

    @Test
    void aRestartedLabBeginsAnewAndKeepsABackup() {
        LabRunner runner = runner();
        type(runner, "a = 1");
        runner.next();

        runner.restartLab();

        assertThat(runner.progress()).isEqualTo(LabProgress.begin(lab));
        assertThat(current(runner)).isEqualTo("a");
        assertThat(folder.toFile().list()).anyMatch(name -> name.endsWith(".bak"));
    }

    @Test
    void theVerdictSaysExpectedFoundAndWhatToLookAt() {
        LabRunner runner = runner();
        LabView view = new LabView(80, Theme.PLAIN);
        assertThat(Theme.PLAIN.print(view.verdict(lab, runner.check().orElseThrow())))
                .isEqualTo("""
                        Step 1 of 2 is not done yet.
                          expected: a = 1
                          found:    a = nothing
                          look at:  Set it.
                        """);
        session.set("a", 1);
        assertThat(Theme.PLAIN.print(view.verdict(lab, runner.check().orElseThrow())))
                .isEqualTo("\u2713 Step 1 of 2 passed: Set a. /next goes on.\n");
    }

    @Test
    void aCheckAloneIsNoAttempt() {
        LabRunner runner = runner();
        runner.check();
        assertThat(runner.solution()).isEmpty();
        type(runner, "nonsense");
        assertThat(runner.solution()).contains("a = 1");
    }

    @Test
    void aHintIsShownAgainByItsNumber() {
        LabRunner runner = runner();
        assertThat(runner.hint(2).tier()).as("not before the first").isEqualTo(1);
        assertThat(runner.hint(2).tier()).isEqualTo(2);
        assertThat(runner.hint(1).tier()).isEqualTo(1);
        assertThat(runner.progress().of(lab.steps().get(0)).hints()).isEqualTo(2);
    }

    @Test
    void nextPassesOverStepsThatArePassed() {
        LabRunner runner = runner();
        runner.next();
        type(runner, "b = 1");
        runner.goTo(lab.steps().get(0));
        type(runner, "a = 1");
        assertThat(runner.next().orElseThrow().to()).isEmpty();
    }

    @Test
    void aRestartSaysWhatItClearedAndIsUndoneAndRedone() {
        LabRunner runner = runner();
        type(runner, "a = 1");
        runner.next();
        type(runner, "b = 1");
        LabProgress before = runner.progress();
        runner.goTo(lab.steps().get(0));

        LabRunner.Restarted restarted = runner.restartStep().orElseThrow();

        assertThat(restarted.cleared()).extracting(Step::id).containsExactly("b");
        assertThat(Path.of(restarted.backup().orElseThrow())).exists();
        assertThat(runner.standing().isUntouched()).isTrue();
        assertThat(runner.undoRestart()).isPresent();
        assertThat(runner.progress().steps()).isEqualTo(before.steps());
        assertThat(runner.progress().snippets()).isEqualTo(before.snippets());
        assertThat(runner.undoRestart()).isPresent();
        assertThat(runner.standing().isUntouched()).isTrue();
    }

    @Test
    void whatWasNotRestartedCannotBeUndone() {
        assertThat(runner().undoRestart()).isEmpty();
    }

    @Test
    void anotherVersionsWorkIsTypedAndCheckedAgainOnce() {
        LabRunner old = runner();
        type(old, "a = 1");
        old.next();
        type(old, "b = 0");
        session.set("a", 0);
        session.typed.clear();

        LabRunner renewed = new LabRunner(
                TestLab.lab("2"), session, FakeStage.noTrials(), new ProgressFiles(folder, messages::add));
        assertThat(renewed.earlier().orElseThrow().progress().version()).isEqualTo("1");
        renewed.begin();

        assertThat(session.typed).containsExactly("a = 1", "b = 0");
        assertThat(renewed.standing().passed(Step.Kind.STEP)).isEqualTo(1);
        assertThat(current(renewed)).isEqualTo("b");
        LabRunner later = new LabRunner(
                TestLab.lab("2"), session, FakeStage.noTrials(), new ProgressFiles(folder, messages::add));
        assertThat(later.earlier()).isEmpty();
        assertThat(later.progress()).isEqualTo(renewed.progress());
        later.restartLab();
        assertThat(new LabRunner(
                                TestLab.lab("2"),
                                session,
                                FakeStage.noTrials(),
                                new ProgressFiles(folder, messages::add))
                        .earlier())
                .as("who begins anew does not want the old work back")
                .isEmpty();
    }

    @Test
    void theOverviewShowsEveryStep() {
        LabRunner runner = runner();
        type(runner, "a = 1");
        runner.next();
        runner.next();
        assertThat(Theme.PLAIN.print(new LabView(80, Theme.PLAIN).overview(runner.standing())))
                .contains("1 of 2 steps, 2 of 4 points")
                .containsPattern("1 . Set a +. passed +. +2")
                .containsPattern("2 . Set b +. skipped")
                .containsPattern("e1 . Set c");
    }
}
