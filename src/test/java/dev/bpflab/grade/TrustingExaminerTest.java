package dev.bpflab.grade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpflab.lab.Ending;
import dev.bpflab.lab.LabCatalog;
import dev.bpflab.lab.Simulated;
import dev.bpflab.lab.Submission;
import dev.bpflab.lab.SubmissionReport;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("jdk")
class TrustingExaminerTest {
    private static final TrustingExaminer EXAMINER = new TrustingExaminer(Simulated::workspace);

    private static SubmissionReport examine(String script, Duration timeout) throws InterruptedException {
        Assignment assignment = new Assignment(() -> LabCatalog.bundled().lab("2.1"), Simulated::workspace, timeout);
        return EXAMINER.examine(assignment, Submission.read("s.jsh", script), 7);
    }

    @Test
    void aSubmissionIsJudgedByTheLab() throws InterruptedException {
        SubmissionReport report = examine(
                "var spec = MapSpec.hash(\"counts\", U32, U64).maxEntries(10_000);\nvar counts = createMap(spec);\n",
                Duration.ofMinutes(1));

        assertThat(report.points()).isEqualTo(2);
        assertThat(report.seed()).isEqualTo(7);
        assertThat(report.ending()).isEqualTo(Ending.COMPLETE);
    }

    @Test
    void anEndlessLoopEndsAtTheLimitAndKeepsWhatWasPassed() throws InterruptedException {
        SubmissionReport report = examine(
                "var spec = MapSpec.hash(\"counts\", U32, U64).maxEntries(10_000);\nwhile (true) { }\nvar counts = createMap(spec);\n",
                Duration.ofSeconds(3));

        assertThat(report.points()).isEqualTo(1);
        assertThat(report.ending()).isEqualTo(Ending.limit("3 s of wall time"));
    }

    @Test
    void whoInterruptsTheGraderGetsNoReport() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> examine("var a = 1;", Duration.ofMinutes(1))).isInstanceOf(InterruptedException.class);
    }
}
