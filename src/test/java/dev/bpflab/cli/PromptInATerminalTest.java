package dev.bpflab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What keys, signals and the terminal itself do to the workbench, which is a process in a real pseudo-terminal. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledOnOs(value = OS.LINUX, disabledReason = "script(1) is another one elsewhere")
@Tag("jdk")
class PromptInATerminalTest {
    private static final String CTRL_C = "\003";
    private static final String CTRL_D = "\004";
    private static final String CTRL_Z = "\032";

    @SuppressWarnings("NullAway.Init") // before all
    private Path home;

    @SuppressWarnings("NullAway.Init") // before all
    private Pty pty;

    private boolean usable;

    /** What a failed test leaves in the terminal is no concern of the next one. */
    @RegisterExtension
    private final AfterTestExecutionCallback afterAFailure = context -> {
        if (context.getExecutionException().isPresent()) {
            usable = false;
            pty.close();
        }
    };

    @BeforeAll
    void folder(@TempDir Path folder) {
        home = folder;
    }

    @BeforeEach
    void open() throws Exception {
        if (!usable) {
            pty = new Pty(Files.createTempDirectory(home, "shared"));
            pty.type(Pty.workbench() + "\n");
            pty.await("bpflab> ");
            usable = true;
        }
    }

    @AfterAll
    void close() {
        pty.close();
    }

    @Test
    void whatIsTypedBeforeJShellIsThereIsKept() throws Exception {
        try (Pty early = new Pty(Files.createDirectory(home.resolve("early")))) {
            early.type(Pty.workbench() + "\nint early = 6\rearly * 7\r");
            early.await("early ==> 6");
            early.await("==> 42");
        }
    }

    @Test
    void ctrlCEndsALoopAndThePromptIsThereAgain() throws Exception {
        pty.type("{ System.out.println(\"ready \" + \"steady\"); while (true) {} }\r");
        pty.await("ready steady");
        pty.type(CTRL_C);
        pty.await("interrupted");
        pty.await("bpflab> ");
        pty.line("6 * 7", "==> 42");
    }

    @Test
    void ctrlCEndsOutputWithoutEndAndAHundredThousandLinesArePrinted() throws Exception {
        pty.type("for (int i = 0; ; i++) System.out.println(\"flood \" + i)\r");
        pty.await("flood 999");
        pty.type(CTRL_C);
        pty.await("interrupted");
        pty.await("bpflab> ");
        pty.line("for (int i = 0; i < 100_000; i++) System.out.println(\"line \" + i)", "line 99999");
    }

    @Test
    void threadsThatGoOnPrintingDoNotDisturbAndEndWithCtrlC() throws Exception {
        pty.line("new Thread(() -> { while (true) System.out.println(\"still here\"); }).start()", "still here");
        pty.line("40 + 3", "==> 43");
        pty.type(CTRL_C);
        pty.await("1 thread that a snippet had started was stopped");
        pty.await("bpflab> ");
        pty.line("40 + 4", "==> 44");
    }

    @Test
    void snippetsReadWhatIsTypedUntilCtrlDOrCtrlC() throws Exception {
        pty.type(
                "{ System.out.println(\"name\" + \"?\"); System.out.println(\"hi \" + new Scanner(System.in).nextLine()); }\r");
        pty.await("name\\?");
        pty.line("Ada", "hi Ada");
        pty.type("{ System.out.println(\"end\" + \"?\"); System.out.println(\"got \" + System.in.read()); }\r");
        pty.await("end\\?");
        pty.type(CTRL_D);
        pty.await("got -1");
        pty.await("bpflab> ");
        pty.type("{ System.out.println(\"more\" + \"?\"); System.in.read(); }\r");
        pty.await("more\\?");
        pty.type(CTRL_C);
        pty.await("interrupted");
        pty.await("bpflab> ");
    }

    @Test
    void whatIsTypedBeforeASnippetReadsIsKeptWithItsCtrlD() throws Exception {
        Path go = home.resolve("go");
        pty.type("{ System.out.println(\"wait\" + \"ing\"); while (!Files.exists(Path.of(\"" + go
                + "\"))) Thread.sleep(5); System.out.println(System.in.readAllBytes().length + \" bytes\"); }\r");
        pty.await("waiting");
        pty.type("ab\r" + CTRL_D + "40 + 6\r");
        pty.await("40 \\+ 6");
        Files.createFile(go);
        pty.await("3 bytes");
        pty.await("==> 46");
        pty.await("bpflab> ");
    }

    @Test
    void memoryThatAVariableHoldsCanBeLetGoOfWhenItIsFull() throws Exception {
        pty.line("var all = new ArrayList<long[]>()", "all ==> \\[\\]");
        pty.type("while (true) all.add(new long[1_000])\r");
        pty.await("OutOfMemoryError");
        pty.await("/drop lets go of what a variable holds");
        pty.await("bpflab> ");
        pty.line("/drop all", "all");
        pty.line("new long[2_000_000].length", "==> 2000000");
    }

    @Test
    void itIsSuspendedAndGoesOnAtThePromptAndInASnippet() throws Exception {
        pty.type(CTRL_Z);
        pty.await("Stopped");
        pty.await("sh> ");
        pty.type("fg\n");
        pty.await("bpflab> ");
        pty.line("40 + 5", "==> 45");
        pty.type("{ System.out.println(\"count\" + \"ing\"); int n = 0; while (n >= 0) n = (n + 1) & 7; }\r");
        pty.await("counting");
        pty.type(CTRL_Z);
        pty.await("Stopped");
        pty.await("sh> ");
        pty.type("fg\n");
        pty.await("fg\\R");
        pty.type(CTRL_C);
        pty.await("interrupted");
        pty.await("bpflab> ");
    }

    @Test
    void aTerminalThatGetsNarrowerIsWrittenToAsNarrow() throws Exception {
        pty.line("new ProcessBuilder(\"sh\", \"-c\", \"stty cols 40 </dev/tty\").start().waitFor()", "==> 0");
        pty.type("int wide = \"a text that is longer than the terminal is wide by now\"\r");
        String shown = pty.await("\\R *\\^+(?s:.*)String cannot be\\s+converted to int");
        pty.await("bpflab> ");
        assertThat(shown.lines()).allMatch(line -> line.length() <= 40);
        pty.line("new ProcessBuilder(\"sh\", \"-c\", \"stty cols 80 </dev/tty\").start().waitFor()", "==> 0");
    }

    @Test
    void aSignalEndsItWithItsStatusAndTheTerminalIsAsBefore() throws Exception {
        for (String signal : new String[] {"TERM", "HUP"}) {
            Path folder = Files.createDirectory(home.resolve(signal));
            try (Pty ended = new Pty(folder)) {
                ended.type(Pty.workbench() + "\n");
                ended.await("bpflab> ");
                ended.line("int kept = 5", "kept ==> 5");
                ended.signal(signal);

                assertThat(ended.shell("echo \"status=$?\"", "status=\\d+"))
                        .isEqualTo(signal.equals("TERM") ? "status=143" : "status=129");
                assertThat(ended.shell("stty -a | tr ' ' '\\n' | grep -cxE 'icanon;?|echo;?|isig;?|icrnl;?'", "\\d"))
                        .isEqualTo("4");
                assertThat(journals(folder)).hasSize(1).allMatch(text -> text.contains("int kept = 5"));
            }
        }
    }

    @Test
    void whatWasTypedBeforeAKillComesBack() throws Exception {
        Path folder = Files.createDirectory(home.resolve("killed"));
        try (Pty killed = new Pty(folder)) {
            killed.type(Pty.workbench() + "\n");
            killed.await("bpflab> ");
            killed.line("record Pair(int a, int b) {}", "created record Pair");
            killed.line("var pair = new Pair(20, 22)", "pair ==> ");
            killed.signal("KILL");
            killed.await("sh> ");
            killed.type(Pty.workbench() + "\n");
            killed.await("It held 2\\s+snippets");
            try (Pty other = new Pty(folder)) {
                // One that starts meanwhile does not offer the same, nor takes the first for a crashed one.
                other.type(Pty.workbench() + "\n");
                assertThat(other.await("(?s:.*)bpflab> ")).doesNotContain("Bring it back");
                other.line("int mine = 1", "mine ==> 1");
                killed.type("y\r");
                killed.await("2 snippets brought back");
                killed.await("bpflab> ");
                killed.line("pair.a() + pair.b()", "==> 42");
                killed.type("/exit\r");
                assertThat(killed.shell("echo \"status=$?\"", "status=\\d+")).isEqualTo("status=0");
                assertThat(journals(folder)).hasSize(1).allMatch(text -> text.contains("int mine = 1"));
            }
        }
    }

    private static java.util.List<String> journals(Path home) throws Exception {
        try (Stream<Path> files = Files.list(home.resolve(".local/state/bpflab/sessions"))) {
            java.util.List<String> texts = new java.util.ArrayList<>();
            for (Path file : files.toList()) {
                texts.add(Files.readString(file));
            }
            return texts;
        }
    }
}
