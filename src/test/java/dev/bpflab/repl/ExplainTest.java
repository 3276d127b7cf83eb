package dev.bpflab.repl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.chapter.PageLibrary;
import dev.bpflab.repl.Command.Answer;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a learner sees of a refused program; the host of these tests refuses all, as one that is nothing but an exit. */
class ExplainTest {
    private static final String WIDE = """
            load program: EACCES (the verifier refused it)
            refused   #0 exitInsn()  snippet 1, line 1
                         exit
            verifier  R0 !read_ok
            meaning   Nothing was put into R0 on this path, and what a program returns is
                      what R0 holds.
            remedy    Set R0 before the exit, on every path that leads there.
                        before #0:
                          mov(R0, 0)
            read      /read 2.8.3""";

    private static final String NARROW = """
            load program: EACCES (the verifier refused it)
            refused
              #0 exitInsn()  snippet 1, line 1
                 exit
            verifier
              R0 !read_ok
            meaning
              Nothing was put into R0 on this path,
              and what a program returns is what R0
              holds.
            remedy
              Set R0 before the exit, on every path
              that leads there.
                before #0:
                  mov(R0, 0)
            read
              /read 2.8.3""";

    @TempDir
    Path temp;

    private TestBench bench(int width) {
        return new TestBench(PageLibrary.bundled(), temp, width, null);
    }

    @Test
    void aRefusalIsExplainedAtTheLearnersOwnLine() {
        try (TestBench bench = bench(80)) {
            bench.type("var empty = assemble(exitInsn())");
            assertThat(bench.type("load(empty, XDP)")).isEqualTo(WIDE);
        }
    }

    @Test
    void theLineIsThatOfTheInstructionInItsSnippet() {
        try (TestBench bench = bench(80)) {
            bench.type("int before = 1");
            bench.type("var empty = assemble(\n    label(\"a\"),\n    exitInsn())");
            assertThat(bench.type("load(empty, XDP)")).contains("#0 exitInsn()  snippet 2, line 3");
        }
    }

    @Test
    void inAScriptTheLineIsThatOfTheFile() throws IOException {
        try (TestBench bench = bench(80)) {
            String script = "int a = 1\n/maps\n\nvar empty = assemble(\n  exitInsn())\n/vars\nload(empty, XDP)\n";
            new ScriptRunner(bench.bench(), "lab.jsh").run(new StringReader(script));
            assertThat(bench.shown()).contains("#0 exitInsn()  lab.jsh, line 5").endsWith("in lab.jsh, line 7");
        }
    }

    @Test
    void aMethodThatWritesInstructionsIsTheirPlace() {
        try (TestBench bench = bench(80)) {
            bench.type("Item end() {\n    return exitInsn();\n}");
            assertThat(bench.type("load(assemble(end()), XDP)")).contains("#0 exitInsn()  snippet 1, line 2");
        }
    }

    @Test
    void aNarrowScreenShowsTheSame() {
        try (TestBench bench = bench(40)) {
            bench.type("var empty = assemble(exitInsn())");
            assertThat(bench.type("load(empty, XDP)")).isEqualTo(NARROW);
        }
    }

    @Test
    void explainSaysItAgain() {
        try (TestBench bench = bench(80)) {
            bench.type("var empty = assemble(exitInsn())");
            bench.type("load(empty, XDP)");
            bench.type(
                    "try { load(ProgramSpec.of(assemble(mov(R0, 0), exitInsn()), XDP).named(\"other\")); } finally { }");
            assertThat(bench.type("/explain")).contains("load program 'other'");
            assertThat(bench.type("/explain other")).contains("load program 'other'");
            assertThat(bench.type("/explain empty")).isEqualTo(WIDE);
        }
    }

    @Test
    void explainSaysWhyItCannot() {
        try (TestBench bench = bench(80)) {
            assertThat(bench.answer("/explain")).isEqualTo(Answer.FAILED);
            assertThat(bench.shown()).startsWith("no program was refused;");
            bench.type("var empty = assemble(exitInsn())");
            assertThat(bench.type("/explain empty")).startsWith("empty was not refused;");
            assertThat(bench.type("/explain nothing")).startsWith("'nothing' is no program;");
        }
    }
}
