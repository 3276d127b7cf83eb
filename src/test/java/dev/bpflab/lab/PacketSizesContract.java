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

/** Lab 2.2 as learners and instructors meet it, on whichever host. */
abstract class PacketSizesContract {
    static final Lab LAB = LabCatalog.bundled().lab("2.2");
    static final String SOLUTION = PageLibrary.bundled().labFile("2.2", "solution.jsh");
    /** The steps alone: experiments and challenges come after the lab's end. */
    static final String STEPS = SOLUTION.substring(0, SOLUTION.indexOf("// tag::fine[]"));

    private int open;

    /** Opens a workspace on the host under test. */
    abstract Workspace open();

    private SubmissionReport judge(String script) {
        try (Workspace workspace = open();
                Session session = Session.open(workspace, new PrintStream(OutputStream.nullOutputStream()))) {
            SubmissionReport report =
                    new LabJudge(LAB, session, Simulated.trials()).judge(Submission.read("script.jsh", script));
            open = workspace.maps().size()
                    + workspace.programs().size()
                    + workspace.links().size();
            return report;
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
    void theSolutionPassesEveryStepExperimentAndChallenge() {
        SubmissionReport report = judge(SOLUTION);

        assertThat(report.errors()).as(report::text).isEmpty();
        assertThat(report.steps()).as(report::text).allMatch(step -> step.outcome() == Outcome.PASSED);
        assertThat(report.points()).isEqualTo(LAB.points());
        assertThat(report.extraPoints()).isEqualTo(LAB.extraPoints());
    }

    @Test
    void theStartPassesNothing() {
        SubmissionReport report = judge(LAB.start());

        assertThat(failed(report).get(0)).isEqualTo("describe");
        assertThat(report.points() + report.extraPoints()).isZero();
    }

    @Test
    void aProgramWithoutAnOverflowBucketFailsWhereLargePacketsAreMissing() {
        SubmissionReport report =
                judge(STEPS.replaceFirst("(?s)    jle\\(R6, 63, \"fits\"\\).*?label\\(\"fits\"\\),\n", ""));

        assertThat(failed(report))
                .as(report::text)
                .startsWith("assemble", "capture")
                .doesNotContain("load", "attach");
        assertThat(step(report, "assemble").findings().get(0).found()).isEqualTo("sizes: 63 -> 0");
        assertThat(step(report, "capture").findings().get(0).expected()).isEqualTo("sizes: 63 -> 20");
        assertThat(open).isZero();
    }

    @Test
    void countingByHandIsNoSubstituteForThePackets() {
        SubmissionReport report = judge(STEPS.replaceFirst(
                "var sent = .*\nvar traffic = .*",
                "var sent = packets(64, 128, 300, 576, 1514, 20_000).times(20);\n"
                        + "var traffic = new Traffic(List.of(packets(64).times(200)));\n"
                        + "for (long bucket : List.of(0L, 1L, 2L, 5L, 63L)) sizes.put(bucket, 20L);"));

        assertThat(failed(report)).as(report::text).startsWith("capture");
        assertThat(step(report, "capture").findings().get(0).found()).contains("which the stage did not send");
    }

    @Test
    void aProgramThatDropsPacketsFails() {
        SubmissionReport report = judge(STEPS.replaceFirst("mov\\(R0, XDP_PASS\\)", "mov(R0, XDP_DROP)"));

        assertThat(failed(report)).as(report::text).startsWith("assemble");
        assertThat(step(report, "assemble").findings().get(0).found()).contains("did not arrive");
    }
}
