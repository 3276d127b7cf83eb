package dev.bpflab.repl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Size;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The prompt on a virtual terminal: keys in, screen out. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
@SuppressWarnings("NullAway.Init") // every test begins with open()
@Tag("jdk")
class ReplTest {
    private static final String PROMPT = "bpflab> ";
    private static final String CTRL_C = "\003";
    private static final String CTRL_P = "\020";
    private static final String CTRL_D = "\004";

    @TempDir
    private Path folder;

    private final Screenful screen = new Screenful();
    // Every test opens them first, each with its own kind of terminal.
    @SuppressWarnings("NullAway.Init")
    private LineDisciplineTerminal terminal;

    @SuppressWarnings("NullAway.Init")
    private TestBench bench;

    @SuppressWarnings("NullAway.Init")
    private CompletableFuture<Void> running;

    /** What was shown, and waiting for something to be. */
    private static final class Screenful extends ByteArrayOutputStream {
        private int seen;

        @Override
        public synchronized void write(byte[] bytes, int from, int length) {
            super.write(bytes, from, length);
            notifyAll();
        }

        @Override
        public synchronized void write(int b) {
            super.write(b);
            notifyAll();
        }

        /** Waits until this is shown after what was waited for before; returns what was shown until then. */
        synchronized String await(String text) throws InterruptedException {
            while (true) {
                String shown = toString(UTF_8).replaceAll("\u001b(\\[[0-9;?]*[A-Za-z]|[=>])", "");
                int at = shown.indexOf(text, seen);
                if (at >= 0) {
                    String until = shown.substring(seen, at + text.length());
                    seen = at + text.length();
                    return until;
                }
                wait();
            }
        }
    }

    private void open(String type, int columns) throws Exception {
        terminal = new LineDisciplineTerminal("test", type, screen, UTF_8);
        terminal.setSize(new Size(columns, 24));
        bench = new TestBench(TinyLab.pages(), folder, columns, terminal.output());
        Repl repl = new Repl(terminal, bench.bench(), folder.resolve("history"));
        running = CompletableFuture.runAsync(repl::run);
        screen.await(PROMPT);
    }

    private void type(String keys) throws Exception {
        terminal.processInputBytes(keys.getBytes(UTF_8));
    }

    /** Types a line, waits for what it shows and for the prompt after it. */
    private void typeLine(String line, String shown) throws Exception {
        type(line);
        screen.await(shown);
        screen.await(PROMPT);
    }

    /** Ends the prompt, which every test leaves shown and empty. */
    @AfterEach
    void close() throws Exception {
        if (!running.isDone()) {
            type(CTRL_D);
        }
        running.get(1, TimeUnit.MINUTES);
        bench.close();
        terminal.close();
    }

    @ParameterizedTest
    @CsvSource({"xterm,80", "xterm,40", "dumb,80", "dumb,40"})
    void aSnippetShowsItsValueOnEveryTerminal(String type, int columns) throws Exception {
        open(type, columns);

        typeLine("1 + 1\r", "$1 ==> 2");
        typeLine("/host\r", "host none");
    }

    @Test
    void aSnippetOfSeveralLinesIsContinued() throws Exception {
        open("xterm", 80);

        type("int twice(int n) {\r");
        screen.await("...> ");
        type("return 2 * n;\r");
        screen.await("...> ");
        typeLine("}\r", "created method twice(int)");
        typeLine("twice(21)\r", " ==> 42");
    }

    @Test
    void theDebuggerIsStoppedByCtrlCAndLeftByCtrlD() throws Exception {
        open("xterm", 80);

        typeLine("var p = assemble(mov(R0, 0), label(\"top\"), add(R0, 1), jmp(\"top\"))\r", "r0 += 1");
        type("/debug p --type none\r");
        screen.await("(debug) ");
        type("step 3\r");
        screen.await("r0 = 1");
        screen.await("(debug) ");
        type("\r");
        screen.await("r0 = 3");
        screen.await("(debug) ");
        type("continue\r");
        screen.await("continue");
        type(CTRL_C);
        screen.await("interrupted");
        screen.await("(debug) ");
        type("wh");
        screen.await("wh");
        type(CTRL_C);
        screen.await("(debug) ");
        type(CTRL_D);
        screen.await(PROMPT);
        typeLine("6 * 7\r", "==> 42");
    }

    @Test
    void ctrlCClearsTheLine() throws Exception {
        open("xterm", 80);

        type("int unfinished(");
        screen.await("unfinished(");
        type(CTRL_C);
        screen.await(PROMPT);
        typeLine("6 * 7\r", "==> 42");
    }

    @Test
    void ctrlCStopsARunningSnippetAndThePromptComesBack() throws Exception {
        open("xterm", 80);

        type("{ System.out.println(\"run\" + \"ning\"); while (true) {} }\r");
        screen.await("running");
        typeLine(CTRL_C, "interrupted");
        typeLine("6 * 7\r", "==> 42");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            createM       | createMap(
            /sol          | /solution
            /lab 9        | /lab 9.1
            /read lab/    | /read lab/9.1
            /restart al   | /restart all
            /help /so     | /help /solution
            List.o        | List.of(
            """)
    void tabCompletes(String typed, String completed) throws Exception {
        open("xterm", 80);
        bench.session().warmUp();

        type(typed + "\t");

        screen.await(completed);
        type(CTRL_C);
        screen.await(PROMPT);
    }

    @Test
    void tabCompletesMembersAndVariables() throws Exception {
        open("xterm", 80);
        typeLine("var counts = createMap(HASH, 4, 8, 10)\r", "max_entries 10");

        type("coun\t.maxE");
        screen.await("counts");
        type(CTRL_C);
        screen.await(PROMPT);
        typeLine("/dump cou\t\r", "(empty)");
    }

    @Test
    void whatWasTypedIsKeptForTheNextTime() throws Exception {
        open("xterm", 80);
        typeLine("int kept = 5\r", "kept ==> 5");
        close();
        assertThat(Files.readString(folder.resolve("history"))).contains("int kept = 5");

        open("xterm", 80);
        type(CTRL_P);
        screen.await("int kept = 5");
        type(CTRL_C);
        screen.await(PROMPT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\033[A", "\033OA", CTRL_P, "\022kept"})
    void theKeysOfHistoryBringBackWhatWasTyped(String keys) throws Exception {
        open("xterm", 80);
        typeLine("int kept = 5\r", "kept ==> 5");

        type(keys);

        screen.await("int kept = 5");
        type(CTRL_C);
        screen.await(PROMPT);
    }

    @Test
    void exclamationMarksAndBackslashesAreJava() throws Exception {
        open("xterm", 80);

        typeLine("\"a!b\\\\\" + !false\r", "\"a!b\\\\true\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/exit\r", "/exi\r"})
    void exitEndsThePrompt(String keys) throws Exception {
        open("xterm", 80);

        type(keys);

        running.get(1, TimeUnit.MINUTES);
        assertThat(running).isCompleted();
    }

    @Test
    void aScriptCanBePasted() throws Exception {
        open("xterm", 80);

        type("\033[200~/host\nint pasted = 3;\n\n/vars\nint more =\n  4;\n\033[201~");
        screen.await("...> ");
        type("\r");

        screen.await("host none");
        screen.await("pasted ==> 3");
        screen.await("int pasted = 3");
        screen.await("more ==> 4");
        screen.await(PROMPT);
    }

    @Test
    void aLabIsWalkedAndThePromptSaysSo() throws Exception {
        open("xterm", 40);

        type("/lab 9.1\r");
        screen.await("Create a hash map in");
        screen.await("lab 9.1/1 bpflab> ");
        typeLine("var m = createMap(HASH, 4, 8, 10)\r", "Step 1 of 2 passed");
    }
}
