package dev.bpflab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.bpf.Workspace;
import dev.bpflab.lab.SubmissionReport.Outcome;
import dev.bpflab.lab.SubmissionReport.StepReport;
import dev.bpflab.session.Session;
import dev.bpflab.view.Theme;
import java.io.OutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

/** Lab 2.1 as submissions of it are judged: the same on every host. */
abstract class ProcessCounterContract extends LabContract {
    ProcessCounterContract() {
        super("2.1");
    }

    @Test
    void theSolutionPassesEveryStep() {
        SubmissionReport report = judge(solution);

        assertThat(report.steps()).as(report::text).allMatch(step -> step.outcome() == Outcome.PASSED);
        assertThat(report.errors()).isEmpty();
        assertThat(report.passed()).isTrue();
        assertThat(report.points()).isEqualTo(lab.points());
        assertThat(report.extraPoints()).isEqualTo(lab.extraPoints());
    }

    @Test
    void theStepsOfTheSolutionLeaveNothingOpen() {
        SubmissionReport report = judge(solution.substring(
                0, solution.indexOf("// tag::" + lab.extras().get(0).id())));

        assertThat(report.passed()).as(report::text).isTrue();
        assertThat(open).isZero();
    }

    @Test
    void theSolutionPassesWithoutNextLinesToo() {
        SubmissionReport report = judge(solution.replace("/next\n", ""));

        assertThat(report.passed()).as(report::text).isTrue();
    }

    @Test
    void theStartFailsAtTheFirstStep() {
        SubmissionReport report = judge(lab.start());

        assertThat(report.passed()).isFalse();
        assertThat(failed(report).get(0)).isEqualTo("describe");
        assertThat(report.points()).isZero();
    }

    @Test
    void anIncrementThatIsCommentedOutFailsAtTheAssembleStepWithExpectedAndFound() {
        String script = solution.replaceFirst("atomicAdd", "// atomicAdd");

        SubmissionReport report = judge(script);

        assertThat(report.passed()).isFalse();
        assertThat(failed(report)).as(report::text).startsWith("assemble").doesNotContain("describe", "create", "load");
        StepReport assemble = step(report, "assemble");
        assertThat(assemble.findings()).hasSize(1);
        assertThat(assemble.findings().get(0).expected()).matches("(?s)in a trial of .* counts: \\d+ -> [2-9].*");
        assertThat(assemble.findings().get(0).found()).matches("(?s)counts: \\d+ -> 1\\b.*");
        assertThat(assemble.findings().get(0).hint()).contains("which instruction adds one");
    }

    @Test
    void hardCodingTheFinalMapFailsWhereTheProgramShouldBe() {
        SubmissionReport report = judge("""
                var spec = MapSpec.hash("counts", U32, U64).maxEntries(10_000);
                var counts = createMap(spec);
                var four = new StartedProcess(1000, "true", 4);
                var two = new StartedProcess(1001, "true", 2);
                var one = new StartedProcess(1002, "true", 1);
                for (var p : List.of(four, two, one)) counts.put(p.pid(), (long) p.execs());
                var once = List.of(new StartedProcess(1003, "true", 1));
                counts.put(1003L, 1L);
                var byHand = createMap(spec.named("by_hand"));
                byHand.put(1000L, 4L);
                byHand.put(1001L, 2L);
                byHand.put(1002L, 1L);
                """);

        assertThat(report.passed()).isFalse();
        assertThat(failed(report))
                .as(report::text)
                .startsWith("assemble", "load", "attach", "run", "once")
                .doesNotContain("describe", "create", "by-hand");
        assertThat(step(report, "run").findings().get(1).found()).contains("which the stage did not run");
    }

    @Test
    void aProcessThatTheStageDidNotRunDoesNotCount() {
        String forged = solution.replaceFirst(
                "var four = .*",
                "var real = runExecChain(\"true\", 4); var four = new StartedProcess(real.pid(), \"true\", 4);");

        SubmissionReport report = judge(forged);

        assertThat(failed(report)).as(report::text).startsWith("run");
        assertThat(step(report, "run").findings()).hasSize(1);
        assertThat(step(report, "run").findings().get(0).found())
                .isEqualTo("four holds a process (StartedProcess), which the stage did not run");
    }

    @Test
    void theReplayPassesEveryStepAndShowsTextSnippetStateAndVerdict() {
        StringBuilder shown = new StringBuilder();
        try (Workspace workspace = open();
                Session session = Session.open(workspace, new PrintStream(OutputStream.nullOutputStream()))) {
            assertThat(new Replay(lab, session, Simulated.trials()).play(new ReplayPrinter(shown, 80, Theme.PLAIN)))
                    .as(shown::toString)
                    .isTrue();
        }
        assertThat(shown.toString())
                .contains("Step 1 of 13: Describe the map")
                .contains("> var counts = createMap(spec);")
                .containsPattern("byHand holds\n key │ before │  now\n.*\n1002 │ +1 │ gone\n1000 │ +4 │ +4\n")
                .containsPattern("byHand holds\n key │ value\n.*\n1000 │ +4\n1001 │ +2\n1002 │ +1\n")
                .contains("Step 13 of 13 passed: Clean up.")
                .contains("13 of 13 steps, ");
        assertThat(shown.toString().lines())
                .allMatch(line -> line.equals(line.stripTrailing()), "no spaces at line ends");
    }
}
