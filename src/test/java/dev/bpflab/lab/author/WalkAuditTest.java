package dev.bpflab.lab.author;

import static dev.bpflab.lab.author.WrittenLab.NO_TRIALS;
import static dev.bpflab.lab.author.WrittenLab.experiment;
import static dev.bpflab.lab.author.WrittenLab.lab;
import static dev.bpflab.lab.author.WrittenLab.needing;
import static dev.bpflab.lab.author.WrittenLab.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.lab.Lab;
import java.util.List;
import org.junit.jupiter.api.Test;

class WalkAuditTest {
    private static Audit audit(Lab lab) {
        return WalkAudit.of(lab, WrittenLab.sessions(), NO_TRIALS);
    }

    private static List<String> problems(Lab lab) {
        return audit(lab).problems().stream().map(Problem::toString).toList();
    }

    @Test
    void aLabWhoseSolutionsPassTheirOwnStepsIsInOrder() {
        Audit audit =
                audit(lab("begin", step("one", "a", "a"), step("two", "b", "b"), experiment(step("three", "c", "c"))));

        assertThat(audit.problems()).isEmpty();
        assertThat(audit.looked())
                .contains("each of 3 solutions")
                .endsWith("experiments and challenges also by themselves");
    }

    @Test
    void aSolutionThatDoesNotPassItsStepIsTold() {
        assertThat(problems(lab("", step("one", "a", "b"))))
                .containsExactly("step 'one': its solution does not pass it: expected a is said, found silence");
    }

    @Test
    void aStepThatTheStartPassesIsTold() {
        assertThat(problems(lab("a", step("one", "a", "a"), step("two", "b", "b"))))
                .containsExactly("step 'one': passes already after start.jsh; let it ask for something of its own");
    }

    @Test
    void aStepThatAnEarlierSolutionPassesIsToldOnce() {
        assertThat(problems(lab("", step("one", "a", "a\nc"), step("two", "b", "b"), step("three", "c", "c"))))
                .containsExactly(
                        "step 'three': passes already after the solution of step 'one'; let it ask for something of its own");
    }

    @Test
    void aSnippetThatDoesNotRunIsToldWithItsReason() {
        assertThat(problems(lab("oops", step("one", "a", "a"))))
                .containsExactly("start.jsh: this does not run: oops: oops ^ what?");
    }

    @Test
    void anExperimentThatNeedsAStepIsTold() {
        assertThat(problems(
                        lab("", step("one", "a", "a\nb"), step("two", "c", "c"), experiment(step("three", "b", "d")))))
                .containsExactly(
                        "step 'three': passes already after the solution of step 'one'; let it ask for something of its own");
        Lab needing = lab("", step("one", "a", "a"), experiment(needing("a", step("two", "b", "b"))));
        assertThat(problems(needing))
                .containsExactly(
                        "step 'two' (without the steps and what stands before it): its solution does not pass it: expected a"
                                + " is said, found silence");
    }

    @Test
    void anExperimentThatNeedsAnotherIsTold() {
        Lab needing = lab(
                "",
                step("one", "a", "a"),
                experiment(step("two", "b", "b")),
                experiment(needing("b", step("three", "c", "c"))));
        assertThat(problems(needing))
                .containsExactly(
                        "step 'three' (without the steps and what stands before it): its solution does not pass it: expected"
                                + " b is said, found silence");
    }
}
