package dev.bpflab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.bpf.Workspace;
import dev.bpflab.chapter.PageLibrary;
import dev.bpflab.lab.SubmissionReport.Outcome;
import dev.bpflab.lab.SubmissionReport.StepReport;
import dev.bpflab.session.Session;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lab 2.1 as submissions of it are judged: the same on every host. */
abstract class ProcessCounterContract {
    private static final Lab LAB = LabCatalog.bundled().lab("2.1");
    private static final String SOLUTION = PageLibrary.bundled().labFile("2.1", "solution.jsh");

    /** Opens a workspace on the host under test. */
    abstract Workspace open();

    /** Returns where programs are tried out. */
    abstract Trials trials();

    private SubmissionReport judge(String script) {
        try (Workspace workspace = open();
                Session session = Session.open(
                        workspace, new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8))) {
            return new LabJudge(LAB, session, trials()).judge(Submission.read("script.jsh", script));
        }
    }

    private static StepReport step(SubmissionReport report, String id) {
        return report.steps().stream()
                .filter(step -> step.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> failed(SubmissionReport report) {
        return report.steps().stream()
                .filter(step -> step.outcome() == Outcome.FAILED)
                .map(StepReport::id)
                .toList();
    }

    @Test
    void theSolutionPassesEveryStep() {
        SubmissionReport report = judge(SOLUTION);

        assertThat(report.steps()).as(report::text).allMatch(step -> step.outcome() == Outcome.PASSED);
        assertThat(report.errors()).isEmpty();
        assertThat(report.passed()).isTrue();
        assertThat(report.points()).isEqualTo(LAB.points());
    }

    @Test
    void theSolutionPassesWithoutNextLinesToo() {
        SubmissionReport report = judge(SOLUTION.replace("/next\n", ""));

        assertThat(report.passed()).as(report::text).isTrue();
    }

    @Test
    void theStartFailsAtTheFirstStep() {
        SubmissionReport report = judge(LAB.start());

        assertThat(report.passed()).isFalse();
        assertThat(failed(report).get(0)).isEqualTo("describe");
        assertThat(report.points()).isZero();
    }

    @Test
    void anIncrementThatIsCommentedOutFailsAtTheAssembleStepWithExpectedAndFound() {
        String script = SOLUTION.replaceFirst("atomicAdd", "// atomicAdd");

        SubmissionReport report = judge(script);

        assertThat(report.passed()).isFalse();
        assertThat(failed(report)).as(report::text).startsWith("assemble").doesNotContain("describe", "create", "load");
        StepReport assemble = step(report, "assemble");
        assertThat(assemble.findings()).hasSize(1);
        assertThat(assemble.findings().get(0).expected()).matches("(?s)in a trial of .* counts: \\d+ -> [2-9].*");
        assertThat(assemble.findings().get(0).found()).matches("(?s)counts: \\d+ -> 1\\b.*");
        assertThat(assemble.findings().get(0).hint()).contains("which instruction adds one");
    }
}
