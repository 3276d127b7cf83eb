package dev.bpflab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.lab.SubmissionReport.Finding;
import dev.bpflab.lab.SubmissionReport.SnippetError;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabJudgeTest {
    private final Workspace workspace = FakeStage.workspace();
    private final FakeSession session = TestLab.session(workspace);

    @AfterEach
    void close() {
        workspace.close();
    }

    private SubmissionReport judge(String script) {
        return new LabJudge(TestLab.lab(), session, FakeStage.noTrials()).judge(Submission.read("s.jsh", script));
    }

    private static String outcomes(SubmissionReport report) {
        StringBuilder letters = new StringBuilder();
        report.steps().forEach(step -> letters.append(step.outcome().name().charAt(0)));
        return letters.toString();
    }

    /** P passed, F failed, S skipped; a comma in the script is the end of a line. */
    @ParameterizedTest(name = "{0} is {1}: {2}")
    @CsvSource(
            delimiter = ';',
            value = {
                "''; FFS; nothing was done",
                "a = 1,b = 1,c = 1; PPP; plain snippets are enough",
                "a = 1,/next,b = 1,/next,c = 1; PPP; or parted by /next",
                "a = 1,b = 1; PPS; the experiment is not needed",
                "c = 1; FFP; an experiment counts by itself",
                "c = 1,a = 1,/next,b = 1; PPP; and whenever it was done",
                "b = 1; FPS; a later step is judged after one that failed",
                "a = 0,/next,b = 1; FPS; also with /next",
                "/next,b = 1; FPS; a step can be skipped",
                "/next,a = 1,b = 1; FPS; a step is over after its /next",
                "a = 1,a = 0,b = 1; PPS; a step once passed stays passed",
                "b = 1,b = 0,a = 1; PFS; steps passed one after the other count",
                "b = 1,a = 1; PPS; what was done ahead counts",
                "a = 1,oops,b = 1; PPS; the script goes on after a snippet that fails",
                "a = 1,/maps,b = 1; PPS; other commands are left out",
                "a = 1,/exit,b = 1; PFS; /exit ends the script",
                "a = 1,/next,/next,/next,/next,b = 1; PFS; too many /next are no error"
            })
    void stepsAreJudgedInTheirOrder(String script, String expected, String why) {
        assertThat(outcomes(judge(script.replace(',', '\n')))).as(why).isEqualTo(expected);
    }

    @Test
    void aFailedStepReportsItsClosestAttempt() {
        SubmissionReport report = judge("a = 0\n/next\nb = 1\n");
        assertThat(report.passed()).isFalse();
        assertThat(report.points()).isEqualTo(2);
        assertThat(report.steps().get(0).findings())
                .containsExactly(new Finding("a = 1", "a = 0", "Set it.", 0, 0, false));
        assertThat(report.steps().get(1).findings()).isEmpty();
    }

    @Test
    void aSnippetThatFailsIsReportedWithItsLine() {
        SubmissionReport report = judge("// a comment\na = 1\n/next\n\noops\nb = 1\nagain\n");
        assertThat(report.errors())
                .containsExactly(
                        new SnippetError(5, "oops", "cannot find symbol"),
                        new SnippetError(7, "again", "cannot find symbol"));
        assertThat(outcomes(report)).isEqualTo("PPS");
    }

    @Test
    void theTextSaysTheFirstStepToLookAt() {
        assertThat(judge("a = 0\noops\n").text()).isEqualToNormalizingNewlines("""
                        Lab 9.1: A test (s.jsh, host sim, seed 1)

                        line 2: oops
                            cannot find symbol
                        FAILED    1. Set a  0/2
                                  0 of 1 check holds
                                  expected: a = 1
                                  found:    a = 0
                                  look at:  Set it.
                        FAILED    2. Set b  0/2
                                  0 of 1 check holds
                                  expected: b = 1
                                  found:    b = nothing
                                  look at:  Set it.
                        skipped  e1. Set c (experiment)  0/2

                        Not passed yet, 0 of 4 points. The first step to look at is 1, Set a.
                        """);
        assertThat(judge("a = 1\nb = 1\n").text())
                .endsWith("\nPassed, 4 of 4 points. Experiments and challenges: 0 of 2 points more.\n");
    }

    @Test
    void theJsonHasTheDocumentedFields() throws IOException {
        JsonNode json = new ObjectMapper().readTree(judge("a = 1\noops\n").json());
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "submission",
                        "lab",
                        "version",
                        "title",
                        "host",
                        "seed",
                        "passed",
                        "points",
                        "maxPoints",
                        "extraPoints",
                        "maxExtraPoints",
                        "steps",
                        "errors",
                        "marks",
                        "extraMarks",
                        "ending",
                        "remark");
        assertThat(json.get("steps").get(1).fieldNames())
                .toIterable()
                .containsExactly(
                        "number",
                        "id",
                        "title",
                        "kind",
                        "optional",
                        "outcome",
                        "points",
                        "maxPoints",
                        "findings",
                        "marks",
                        "reason",
                        "visible");
        assertThat(json.get("steps").get(1).get("outcome").asText()).isEqualTo("FAILED");
        assertThat(json.get("steps").get(2).get("kind").asText()).isEqualTo("EXPERIMENT");
        assertThat(json.get("steps").get(1).get("findings").get(0).get("found").asText())
                .isEqualTo("b = nothing");
        assertThat(json.get("errors").get(0).get("line").asInt()).isEqualTo(2);
    }

    @Test
    void whatSaveWritesIsReadBackAndPasses() {
        Lab lab = TestLab.lab();
        LabProgress progress = LabProgress.begin(lab)
                .keeping(lab.steps().get(0), "a = 1")
                .keeping(lab.steps().get(1), "b = 1")
                .keeping(lab.extras().get(0), "c = 1");

        String script = Submission.write(lab, progress);
        Submission read = Submission.read("saved.jsh", script);

        assertThat(script).startsWith("// bpflab lab 9.1 version 1\n");
        assertThat(read.lab()).contains("9.1");
        assertThat(read.version()).contains("1");
        assertThat(read.parts()).hasSize(4);
        session.on("// bpflab lab 9.1 version 1", () -> {});
        List.of("// 1. Set a", "// 2. Set b", "// e1. Set c").forEach(comment -> session.on(comment, () -> {}));
        assertThat(outcomes(judge(script))).isEqualTo("PPP");
    }
}
