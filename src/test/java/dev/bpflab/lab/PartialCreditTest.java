package dev.bpflab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.bpf.Workspace;
import dev.bpflab.lab.SubmissionReport.StepReport;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A lab whose second step wants two variables at 1 and a third, a table of four rows, at 4. */
class PartialCreditTest {
    private final Workspace workspace = FakeStage.workspace();
    private final FakeSession session = new FakeSession(workspace);

    @AfterEach
    void close() {
        workspace.close();
    }

    /** A check that looks at as many things as it wants its variable to be, of which so many hold. */
    private record CountsTo(String variable, int wanted) implements Check {
        @Override
        public String subject() {
            return variable;
        }

        @Override
        public CheckResult judge(Scene scene) {
            int found = (int) scene.variable(variable).orElse(0);
            return found == wanted
                    ? CheckResult.passed()
                    : new CheckResult.Failed(
                            variable + " = " + wanted,
                            variable + " = " + found,
                            "Count.",
                            wanted - found,
                            wanted,
                            Optional.empty());
        }
    }

    private static Step step(String id, int points, Check... checks) {
        return new Step(id, "Step " + id, Step.Kind.STEP, List.of(), List.of(), "none", List.of(checks), points);
    }

    private SubmissionReport judge(String... snippets) {
        for (String snippet : snippets) {
            String[] parts = snippet.split(" = ", 2);
            session.on(snippet, () -> {
                if (parts[1].equals("end")) {
                    throw new SessionEndedException(Ending.limit("1 s of wall time"));
                }
                session.set(parts[0], Integer.parseInt(parts[1]));
            });
        }
        Lab lab = new Lab(
                "9.2",
                "Credit",
                "1",
                List.of(),
                List.of(
                        step("one", 1, new CountsTo("first", 1)),
                        step("two", 3, new CountsTo("a", 1), new CountsTo("b", 1), new CountsTo("rows", 4))),
                List.of(),
                "");
        return new LabJudge(lab, session, FakeStage.noTrials())
                .judge(Submission.read("s.jsh", String.join("\n", snippets)));
    }

    private StepReport second(String... snippets) {
        return judge(snippets).steps().get(1);
    }

    @Test
    void whatHoldsOfAFailedStepGivesItsShare() {
        StepReport step = second("first = 1", "a = 1", "rows = 2");

        assertThat(step.points()).isZero();
        assertThat(step.marks()).isEqualTo(1.5);
        assertThat(step.reason()).isEqualTo("1 of 3 checks hold, check 3 in 2 of 4 rows");
        assertThat(step.findings()).hasSize(2);
    }

    @Test
    void whatHeldBeforeTheStepBeganGivesNothing() {
        StepReport untouched = second("a = 1", "rows = 2", "first = 1");
        assertThat(untouched.marks()).isZero();
        assertThat(untouched.reason()).endsWith("; what held before the step began gives nothing");

        // Half of what was still to do: b, and two of the rows.
        assertThat(second("a = 1", "rows = 2", "first = 1", "rows = 3", "rows = 2", "b = 1")
                        .marks())
                .isEqualTo(2.0);
    }

    @Test
    void theAttemptThatGivesMostCountsAlsoWhenItIsUndoneLater() {
        assertThat(second("first = 1", "a = 1", "b = 1", "rows = 3", "rows = 0", "a = 0")
                        .marks())
                .isEqualTo(2.75);
    }

    @Test
    void nothingGivesNothingAndAllGivesThePoints() {
        assertThat(judge().marks()).isZero();
        SubmissionReport all = judge("first = 1", "a = 1", "b = 1", "rows = 4");
        assertThat(all.marks()).isEqualTo(4.0).isEqualTo(all.points());
        assertThat(all.ending()).isEqualTo(Ending.COMPLETE);
    }

    @Test
    void whatWasPassedBeforeTheSessionEndedCounts() {
        SubmissionReport report = judge("first = 1", "a = 1", "b = end", "rows = 4");

        assertThat(report.points()).isEqualTo(1);
        assertThat(report.steps().get(1).marks()).isEqualTo(1.0);
        assertThat(report.ending()).isEqualTo(Ending.limit("1 s of wall time"));
        assertThat(report.text()).contains("The run ended early: it reached the limit of 1 s of wall time.");
    }

    @Test
    void aSessionThatEndsAtOnceLeavesAReportOfNothing() {
        LearnerSession dead = new LearnerSession() {
            @Override
            public Workspace workspace() {
                return workspace;
            }

            @Override
            public Optional<Object> variable(String name) {
                throw new SessionEndedException(new Ending(Ending.Kind.REFUSED, "no sandbox"));
            }

            @Override
            public List<Evaluated> evaluate(String source, Runnable afterEach) {
                throw new SessionEndedException(new Ending(Ending.Kind.REFUSED, "no sandbox"));
            }
        };
        SubmissionReport report =
                new LabJudge(TestLab.lab(), dead, FakeStage.noTrials()).judge(Submission.read("s.jsh", "a = 1"));
        assertThat(report.marks()).isZero();
        assertThat(report.ending().kind()).isEqualTo(Ending.Kind.REFUSED);
        assertThat(report.steps().get(0).findings().get(0).found()).isEqualTo("nothing: the run had ended before");
    }

    @Test
    void aSubmissionForAnotherLabOrVersionIsRecognised() {
        assertThat(Stream.of("// bpflab lab 9.1 version 1", "", "a = 1")
                        .map(header -> Submission.read("s.jsh", header).remark(TestLab.lab())))
                .containsOnly("");
        assertThat(Submission.read("s.jsh", "// bpflab lab 2.2 version 1").remark(TestLab.lab()))
                .isEqualTo("made for lab 2.2 version 1, judged as lab 9.1 version 1");
        assertThat(Submission.read("s.jsh", "// bpflab lab 9.1 version 0").remark(TestLab.lab()))
                .isEqualTo("made for lab 9.1 version 0, judged as lab 9.1 version 1");
    }
}
