package dev.bpflab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.bpf.Bpf;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.kernel.KernelHas;
import dev.bpflab.lab.SubmissionReport.Outcome;
import org.junit.jupiter.api.Test;

/** Lab 2.2 as learners and instructors meet it, on whichever host. */
abstract class PacketSizesContract extends LabContract {
    /** The steps alone: experiments and challenges come after the lab's end. */
    final String steps = solution.substring(0, solution.indexOf("// tag::fine[]"));

    PacketSizesContract() {
        super("2.2");
    }

    @Test
    void theSolutionPassesEveryStepExperimentAndChallenge() {
        try (Workspace workspace = open()) {
            KernelHas.assume(workspace.host(), Bpf.tcxEgress("veth0"));
        }
        SubmissionReport report = judge(solution);

        assertThat(report.errors()).as(report::text).isEmpty();
        assertThat(report.steps()).as(report::text).allMatch(step -> step.outcome() == Outcome.PASSED);
        assertThat(report.points()).isEqualTo(lab.points());
        assertThat(report.extraPoints()).isEqualTo(lab.extraPoints());
    }

    @Test
    void theStartPassesNothing() {
        SubmissionReport report = judge(lab.start());

        assertThat(failed(report).get(0)).isEqualTo("describe");
        assertThat(report.points() + report.extraPoints()).isZero();
    }

    @Test
    void aProgramWithoutAnOverflowBucketFailsWhereLargePacketsAreMissing() {
        SubmissionReport report =
                judge(steps.replaceFirst("(?s)    jle\\(R6, 63, \"fits\"\\).*?label\\(\"fits\"\\),\n", ""));

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
        SubmissionReport report = judge(steps.replaceFirst("var sent = .*\nvar traffic = .*", """
                var sent = packets(64, 128, 300, 576, 1514, 20_000).times(20);
                var traffic = new Traffic(List.of(packets(64).times(200)));
                for (long bucket : List.of(0L, 1L, 2L, 5L, 63L)) sizes.put(bucket, 20L);"""));

        assertThat(failed(report)).as(report::text).startsWith("capture");
        assertThat(step(report, "capture").findings().get(0).found()).contains("which the stage did not send");
    }

    @Test
    void aProgramThatDropsPacketsFails() {
        SubmissionReport report = judge(steps.replaceFirst("mov\\(R0, XDP_PASS\\)", "mov(R0, XDP_DROP)"));

        assertThat(failed(report)).as(report::text).startsWith("assemble");
        assertThat(step(report, "assemble").findings().get(0).found()).contains("did not arrive");
    }
}
