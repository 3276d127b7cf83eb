package dev.bpflab.grade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.grade.agent.IsolatedExaminer;
import dev.bpflab.lab.Ending;
import dev.bpflab.lab.LabCatalog;
import dev.bpflab.lab.Submission;
import dev.bpflab.lab.SubmissionReport;
import dev.bpflab.sim.Recordings;
import dev.bpflab.sim.Sim;
import dev.bpflab.workbench.BundledRecordings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Submissions in a sandbox of each tier, from the script to the report. */
@Tag("jdk")
class IsolatedExaminerIT {
    private static final Recordings RECORDINGS = BundledRecordings.read();

    private static SubmissionReport examine(Isolation isolation, String script) throws Exception {
        Assignment assignment = new Assignment(
                () -> LabCatalog.bundled().lab("2.1"), seed -> Sim.workspace(seed, RECORDINGS), Duration.ofMinutes(3));
        try (IsolatedExaminer examiner = IsolatedExaminer.in(isolation.sandbox())) {
            return examiner.examine(assignment, Submission.read("submission.jsh", script), 5);
        }
    }

    @ParameterizedTest
    @EnumSource(Isolation.class)
    void aSolutionHasEveryPoint(Isolation isolation) throws Exception {
        SubmissionReport report =
                examine(isolation, Files.readString(Path.of("labs", "2.1-process-counter", "solution.jsh")));

        assertThat(report.ending()).isEqualTo(Ending.COMPLETE);
        assertThat(report.points()).isEqualTo(report.maxPoints());
        assertThat(report.extraPoints()).isEqualTo(report.maxExtraPoints());
    }
}
