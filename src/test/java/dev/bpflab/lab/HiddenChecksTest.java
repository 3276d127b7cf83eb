package dev.bpflab.lab;

import static dev.bpflab.lab.Blocks.check;
import static dev.bpflab.lab.Blocks.page;
import static dev.bpflab.lab.Blocks.section;
import static dev.bpflab.lab.Blocks.solution;
import static dev.bpflab.lab.Blocks.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.Codecs;
import dev.bpflab.bpf.MapSpec;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.chapter.Block;
import dev.bpflab.lab.SubmissionReport.Outcome;
import dev.bpflab.lab.SubmissionReport.StepReport;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A lab whose one step wants {@code found} to be 4, with checks that only the instructor knows. */
class HiddenChecksTest {
    private static final String SECRET = "variable=proof;as=u64;is=777;otherwise=Set the secret one.";

    private final Workspace workspace = FakeStage.workspace();
    private final FakeSession session = new FakeSession(workspace);

    @AfterEach
    void close() {
        workspace.close();
    }

    private static Lab lab(Block... hidden) {
        Lab lab = LabReader.read(
                page(step("one", "points=4", check("variable=found;as=u64;is=4"), solution("var found = 4;"))),
                "lab.adoc",
                "");
        return HiddenReader.read(lab, page(hidden), "hidden.adoc");
    }

    private SubmissionReport judge(Lab lab, String... snippets) {
        for (String snippet : snippets) {
            String[] parts = snippet.split(" = ", 2);
            session.on(snippet, () -> session.set(parts[0], Long.parseLong(parts[1])));
        }
        return new LabJudge(lab, session, FakeStage.noTrials())
                .judge(Submission.read("s.jsh", String.join("\n", snippets)));
    }

    @Test
    void checksOfAStepMustHoldForIt() {
        Lab lab = lab(hidden("proof", "step=one", check(SECRET)));

        assertThat(judge(lab, "found = 4").passed()).isFalse();
        assertThat(judge(lab, "found = 4", "proof = 777").points()).isEqualTo(4);
    }

    @Test
    void aStepOfItsOwnHasPointsAndCountsWheneverItWasPassed() {
        Lab lab = lab(hidden("proof", "points=3", check(SECRET)));

        SubmissionReport without = judge(lab, "found = 4");
        assertThat(without.points()).isEqualTo(4);
        assertThat(without.maxPoints()).isEqualTo(7);
        assertThat(without.passed()).isFalse();
        assertThat(without.steps().get(1).outcome()).isEqualTo(Outcome.FAILED);

        SubmissionReport with = judge(lab, "proof = 777", "proof = 1", "found = 4");
        assertThat(with.points()).isEqualTo(7);
        assertThat(with.passed()).isTrue();
    }

    @Test
    void theStudentsReportHasNeitherTheirTextNorTheirData() {
        Lab lab = lab(hidden("proof-of-work", "points=3", check(SECRET)), hidden("twice", "step=one", check(SECRET)));
        SubmissionReport report = judge(lab, "found = 3", "proof = 31337");

        assertThat(report.json()).contains("proof-of-work", "proof = 777", "31337", "Set the secret one.");
        SubmissionReport students = report.forStudent();
        assertThat(students.json() + students.text())
                .contains("Hidden check 1", "what a hidden check looks at", "found = 4")
                .doesNotContain("proof", "777", "31337", "secret one", "Title of proof", "Title of twice");
        assertThat(students.marks()).isEqualTo(report.marks());
    }

    @Test
    void whatACheckWithATableHoldsIsNotTold() {
        BpfMap<Long, Long> counts =
                workspace.create(MapSpec.hash("counts", Codecs.U32, Codecs.U64).maxEntries(9));
        session.on("fill", () -> {
            counts.put(4242L, 1L);
            session.set("counts", counts);
        });
        Lab lab =
                lab(hidden("rows", "points=2", check("map=counts;key=u32;value=u64", "key|value", "4242|1", "9999|5")));
        SubmissionReport report =
                new LabJudge(lab, session, FakeStage.noTrials()).judge(Submission.read("s.jsh", "fill"));

        StepReport instructors = report.steps().get(1);
        assertThat(instructors.marks()).isEqualTo(1.0);
        assertThat(instructors.findings().get(0).held()).isEqualTo(1);
        assertThat(instructors.findings().get(0).of()).isEqualTo(2);
        assertThat(report.forStudent().json()).doesNotContain("4242", "9999", "rows", "1 of 2");
    }

    @Test
    void whatTheInstructorMarksVisibleIsTold() {
        Lab lab = lab(
                hidden("shown", "visible=yes", check("variable=shown;as=u64;is=1")),
                hidden("one-shown", "", check(SECRET + ";visible=yes"), check("variable=kept;as=u64;is=99")));
        String students = judge(lab).forStudent().json();
        assertThat(students)
                .contains("Title of shown", "shown = 1", "Title of one-shown", "proof = 777")
                .doesNotContain("kept", "99");
    }

    @Test
    void whatIsWrongWithADocumentIsSaidWithItsPlace() {
        assertThatThrownBy(() -> lab(
                        hidden("one", "", check(SECRET)),
                        hidden("a", "step=none", check(SECRET)),
                        hidden("b", "step=one;points=2", check(SECRET)),
                        hidden("c", "visible=perhaps", check(SECRET)),
                        hidden("d", "", check("variable=found;as=u64;is=4;strange=1"))))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("hidden.adoc:7: step 'one': there is a step of this id; choose another")
                .hasMessageContaining("step 'a': step='none' is none of the lab's")
                .hasMessageContaining("step 'b': checks of a lab's step have no points of their own")
                .hasMessageContaining("step 'c': visible='perhaps' is neither yes nor no")
                .hasMessageContaining("step 'd': check: a check of kind 'variable' does not take strange");
        assertThatThrownBy(() -> lab()).hasMessageContaining("it has no hidden check");
    }

    private static Block hidden(String id, String attributes, Block... blocks) {
        Block.Section section = (Block.Section) step(id, attributes, blocks);
        return new Block.Section(
                new dev.bpflab.chapter.Marks(
                        id, section.title(), List.of("hidden"), section.attributes(), section.line()),
                1,
                null,
                section.blocks());
    }
}
