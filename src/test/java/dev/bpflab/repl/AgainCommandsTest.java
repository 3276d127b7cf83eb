package dev.bpflab.repl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.chapter.PageLibrary;
import dev.bpflab.repl.Command.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was typed, listed, changed and evaluated again by JShell's own commands. */
class AgainCommandsTest {
    @TempDir
    private static Path folder;

    private static TestBench bench;
    private TestKeyboard keyboard = new TestKeyboard();

    @BeforeAll
    static void open() {
        bench = new TestBench(PageLibrary.bundled(), folder);
    }

    @AfterAll
    static void close() {
        bench.close();
    }

    @BeforeEach
    void empty() throws Exception {
        bench.session().reset();
        keyboard = new TestKeyboard();
        bench.bench().use(keyboard);
        bench.bench().use(Preferences.inMemory());
        bench.bench().preferences().set(Preferences.Key.EDITOR, "fake --wait 'a b'");
    }

    @Test
    void snippetsAreEvaluatedAgainByTheirNumber() {
        bench.type("int x = 1;");
        bench.type("x += 10");
        assertThat(bench.type("/2")).isEqualTo("x += 10\n$3 ==> 21");
        assertThat(bench.type("/-1")).isEqualTo("x += 10\n$4 ==> 31");
        assertThat(bench.type("/!")).isEqualTo("x += 10\n$5 ==> 41");
        assertThat(bench.type("/1-2")).isEqualTo("int x = 1;\nx ==> 1\nx += 10\n$7 ==> 11");
        assertThat(bench.type("/1 2")).endsWith("x += 10\n$9 ==> 11");
        assertThat(bench.type("/-9")).startsWith("int x = 1;\n");
    }

    @Test
    void whatWasNoJavaIsEvaluatedAgainToo() {
        bench.type("int y = ;");
        assertThat(bench.type("/list -all")).contains("s1 : import").endsWith("e1 : int y = ;");
        assertThat(bench.answer("/e1")).isEqualTo(Answer.FAILED);
        assertThat(bench.answer("/!")).isEqualTo(Answer.FAILED);
        assertThat(bench.shown()).startsWith("int y = ;\n");
        assertThat(bench.type("/list")).isEmpty();
    }

    @Test
    void listsCanBeOfOneName() {
        bench.type("int x = 1; int y = 2; int twice(int n) { return 2 * n; } record Point(int x) {} ");
        assertThat(bench.type("/vars y")).isEqualTo("int y = 2");
        assertThat(bench.type("/methods twice")).isEqualTo("int twice(int)");
        assertThat(bench.type("/types")).isEqualTo("record Point");
        assertThat(bench.type("/types Point")).isEqualTo("record Point");
        assertThat(bench.type("/list x")).isEqualTo("1 : int x = 1;");
        assertThat(bench.type("/list 1-2")).isEqualTo("1 : int x = 1;\n2 : int y = 2;");
        assertThat(bench.type("/list -start")).contains("import static dev.bpflab.bpf.Bpf.*;");
        assertThat(bench.type("/drop x y")).isEmpty();
        assertThat(bench.type("/vars")).isEmpty();
        assertThat(bench.type("/history")).isEqualTo("/maps");
        assertThat(bench.type("/history -all")).isEqualTo("1 + 1\n/maps");
    }

    @Test
    void aReloadClosesEverythingAndMakesItAgain() {
        bench.type("var m = createMap(MapSpec.hash(\"tally\", U32, U64).maxEntries(4));");
        bench.type("m.put(1L, 1L);");
        bench.type("m = null");
        assertThat(bench.type("/reload")).contains("m.put(1L, 1L);\n").endsWith("evaluated again: 3 snippets.");
        assertThat(bench.session().workspace().maps()).hasSize(1);
        assertThat(bench.type("/reload -quiet")).doesNotContain("m.put(1L, 1L);");
    }

    @Test
    void whatAnEditorChangedIsEvaluated() {
        bench.type("int twice(int n) { return n + n; }");
        bench.type("int x = 5;");
        keyboard.edits = text -> text.replace("n + n", "3 * n");
        assertThat(bench.type("/edit twice"))
                .isEqualTo("int twice(int n) { return 3 * n; }\nreplaced method twice(int)");
        assertThat(keyboard.commands).containsExactly("fake --wait a b");
        keyboard.edits = text -> text.replace("3 * n", "4 * n");
        assertThat(bench.type("/edit")).doesNotContain("int x");
        assertThat(bench.type("twice(2)")).endsWith("==> 8");
        keyboard.edits = text -> text;
        assertThat(bench.type("/edit 2")).isEqualTo("Nothing was changed.");
    }

    @Test
    void anEditorThatFailsChangesNothing() throws Exception {
        bench.type("int x = 5;");
        keyboard.status = 3;
        keyboard.edits = text -> "int x = 6;";
        assertThat(bench.type("/edit x")).isEqualTo("edit with fake: it ended with status 3; nothing was changed");
        bench.bench().preferences().set(Preferences.Key.EDITOR, "missing");
        assertThat(bench.type("/edit x"))
                .isEqualTo("edit with missing: it cannot be started; /set editor chooses another");
        assertThat(bench.type("/vars")).isEqualTo("int x = 5");
    }

    @Test
    void howMuchIsSaidCanBeChosen() {
        bench.type("/set feedback verbose");
        assertThat(bench.type("int x = 5;")).isEqualTo("x ==> 5\n|  created variable x : int");
        assertThat(bench.type("x + 1")).isEqualTo("$2 ==> 6\n|  created scratch variable $2 : int");
        assertThat(bench.type("x")).isEqualTo("x ==> 5\n|  value of x : int");
        bench.type("/set feedback concise");
        assertThat(bench.type("int two() { return 2; }")).isEmpty();
        assertThat(bench.type("two()")).endsWith("==> 2");
        bench.type("/set feedback silent");
        assertThat(bench.type("two()")).isEmpty();
        assertThat(bench.type("System.out.println(7)")).isEqualTo("7");
        assertThat(bench.type("/set feedback -default"))
                .isEqualTo("feedback: normal (how much is said of a snippet that went well)");
        assertThat(bench.type("two()")).endsWith("==> 2");
    }
}
