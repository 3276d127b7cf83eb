package dev.bpflab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.bpf.Workspace;
import dev.bpflab.chapter.PageLibrary;
import dev.bpflab.lab.SubmissionReport.Outcome;
import dev.bpflab.lab.SubmissionReport.StepReport;
import dev.bpflab.session.Session;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lab 2.3 as submissions of it are judged: the same on every host. */
abstract class StackTracesContract {
    static final Lab LAB = LabCatalog.bundled().lab("2.3");
    static final String SOLUTION = PageLibrary.bundled().labFile("2.3", "solution.jsh");

    /** Opens a workspace on the host under test. */
    abstract Workspace open();

    final SubmissionReport judge(String script) {
        try (Workspace workspace = open();
                Session session = Session.open(workspace, new PrintStream(OutputStream.nullOutputStream()))) {
            return new LabJudge(LAB, session, Simulated.trials()).judge(Submission.read("script.jsh", script));
        }
    }

    static List<String> failed(SubmissionReport report) {
        return report.steps().stream()
                .filter(step -> step.outcome() == Outcome.FAILED)
                .map(StepReport::id)
                .toList();
    }

    @Test
    void theSolutionPassesEveryStepExperimentAndChallenge() {
        SubmissionReport report = judge(SOLUTION);

        assertThat(report.steps()).as(report::text).allMatch(step -> step.outcome() == Outcome.PASSED);
        assertThat(report.errors()).isEmpty();
        assertThat(report.points()).isEqualTo(LAB.points());
        assertThat(report.extraPoints()).isEqualTo(LAB.extraPoints());
    }
}
