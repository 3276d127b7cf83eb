package dev.bpflab.lab.author;

import static dev.bpflab.lab.author.WrittenLab.hinted;
import static dev.bpflab.lab.author.WrittenLab.lab;
import static dev.bpflab.lab.author.WrittenLab.lookingAt;
import static dev.bpflab.lab.author.WrittenLab.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.chapter.Block;
import dev.bpflab.chapter.Marks;
import dev.bpflab.chapter.Text;
import dev.bpflab.lab.Lab;
import dev.bpflab.lab.Step;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextAuditTest {
    private static final Step LOAD = step("load", "x", "// the type matters\nvar loaded = load(counter, TRACEPOINT);");

    private static List<String> problems(Lab lab, String solution) {
        return TextAudit.of(lab, solution).problems().stream()
                .map(Problem::toString)
                .toList();
    }

    private static Block code(String text) {
        return new Block.Paragraph(Marks.NONE, Text.of(text, Text.Style.CODE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "var loaded = load(counter, TRACEPOINT);",
                "load(counter,TRACEPOINT)",
                "link = load( counter, TRACEPOINT )"
            })
    void aHintThatIsTheSolutionIsTold(String hint) {
        assertThat(problems(lab("", hinted(LOAD, code(hint))), ""))
                .containsExactly("step 'load': hint 1 is the whole solution; say what to use and leave the typing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"load(program, type)", "load", "TRACEPOINT"})
    void aHintThatIsAPartOfItIsNot(String hint) {
        assertThat(problems(lab("", hinted(LOAD, code(hint))), "")).isEmpty();
    }

    @Test
    void proseThatIsNoCodeIsNoSolution() {
        Block prose = new Block.Paragraph(Marks.NONE, Text.of("load(counter, TRACEPOINT)"));

        assertThat(problems(lab("", hinted(LOAD, prose)), "")).isEmpty();
    }

    @Test
    void aHintWithEveryStatementOfALongerSolutionIsTold() {
        Step two = step("two", "x", "var a = first(1);\nfor (var x : a) System.out.println(x);\nint[] b = second(a);");

        assertThat(problems(lab("", hinted(two, code("first(1)"), code("second(a)"))), ""))
                .hasSize(1);
        assertThat(problems(lab("", hinted(two, code("second(a)"))), "")).isEmpty();
    }

    @Test
    void whatACheckTellsToLookAtMustNotBeTheSolutionEither() {
        assertThat(problems(lab("", lookingAt(LOAD, "load(counter, TRACEPOINT) loads it.")), ""))
                .containsExactly(
                        "step 'load': otherwise of the check in line 12 is the whole solution; say what to use and"
                                + " leave the typing");
    }

    @Test
    void theSolutionFileIsWhatTheStepsShow() {
        Lab lab = lab("", step("one", "x", "first();"), step("two", "x", "second();"));

        assertThat(problems(lab, "// bpflab lab 9.1 version 1\n// note\nfirst();\n/next\n/maps\nsecond();\n"))
                .isEmpty();
        assertThat(problems(lab, "// bpflab lab 9.1 version 2\nfirst();\n/next\nsecond();\n"))
                .containsExactly("solution.jsh: its first line says version 2, but the lab is version 1");
        assertThat(problems(lab, "second();\nfirst();\n"))
                .containsExactly(
                        "solution.jsh: no step shows 'second();', before step 'one'",
                        "solution.jsh: the solution of step 'two' is not in it, or not in the order of the steps");
        assertThat(problems(lab, "first();\nsecond();\nthird();\n"))
                .containsExactly("solution.jsh: no step shows 'third();' at its end");
    }
}
