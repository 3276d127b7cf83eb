package dev.bpflab.repl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.chapter.PageLibrary;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts without a terminal. */
@Tag("jdk")
class ScriptRunnerTest {
    @TempDir
    private Path folder;

    private TestBench bench;

    @BeforeEach
    void open() {
        bench = new TestBench(PageLibrary.bundled(), folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private int run(String script) throws IOException {
        return new ScriptRunner(bench.bench(), "mine.jsh").run(new StringReader(script));
    }

    @Test
    void snippetsAndCommandsRunInOrder() throws Exception {
        int status = run("// a script\nint x = 6\nint twice(int n) {\n  return 2 * n;\n}\n/vars\ntwice(x)\n/next\n");

        assertThat(status).isEqualTo(ScriptRunner.OK);
        assertThat(bench.shown()).isEqualTo("x ==> 6\ncreated method twice(int)\nint x = 6\n$3 ==> 12");
    }

    @Test
    void aStatementMayGoOnWithALeadingDot() throws Exception {
        String script = """
                var n = List.of(1, 2, 3).stream()
                    .filter(i -> i > 1)
                    .count()
                if (n > 5) {
                }
                // no
                else {
                  n = 7;
                }
                n
                """;

        assertThat(run(script)).isEqualTo(ScriptRunner.OK);
        assertThat(bench.shown()).isEqualTo("n ==> 2\nn ==> 7");
    }

    @Test
    void aSemicolonMayBeLeftOutAtTheEndOfALine() throws Exception {
        assertThat(run("1 + 1\n2 + 2\nint x = 5\nx * 2")).isEqualTo(ScriptRunner.OK);
        assertThat(bench.shown()).isEqualTo("$1 ==> 2\n$2 ==> 4\nx ==> 5\n$4 ==> 10");
    }

    @Test
    void theFirstSnippetThatFailsEndsItAndIsNamed() throws Exception {
        int status = run("int x = 1;\n/vars\n\nint y = x\n  / 0;\nint z = 2;\n");

        assertThat(status).isEqualTo(ScriptRunner.BROKEN);
        assertThat(bench.shown())
                .contains("ArithmeticException: / by zero")
                .containsPattern("  in mine.jsh, line [45]$");
        assertThat(bench.session().variable("z")).isEmpty();
    }

    @Test
    void aSnippetThatDoesNotCompileIsShownWithTheCaretAndTheLine() throws Exception {
        assertThat(run("int x = 1;\n\nString s = x;\n")).isEqualTo(ScriptRunner.BROKEN);
        assertThat(bench.shown())
                .isEqualTo(
                        "x ==> 1\nString s = x;\n           ^ incompatible types: int cannot be converted to String\n"
                                + "  in mine.jsh, line 3");
    }

    @Test
    void anUnfinishedSnippetAndAnUnknownCommandAreFailures() throws Exception {
        assertThat(run("void f() {\n/vars\n")).isEqualTo(ScriptRunner.BROKEN);
        assertThat(bench.shown()).contains("reached end of file while parsing").contains("in mine.jsh, line 1");
        assertThat(run("/nonsense\n")).isEqualTo(ScriptRunner.BROKEN);
        assertThat(bench.shown()).endsWith("in mine.jsh, line 1: /nonsense");
    }

    @Test
    void exitEndsTheScript() throws Exception {
        assertThat(run("int x = 1;\n/exit\nint y = 2;\n")).isEqualTo(ScriptRunner.OK);
        assertThat(bench.session().variable("y")).isEmpty();
    }
}
