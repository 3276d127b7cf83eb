package dev.bpflab.repl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.view.Line;
import dev.bpflab.view.Theme;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jline.terminal.Size;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reading what is longer than a screen of ten rows. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class TerminalPagerTest {
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream() {
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
    };

    private static List<Line> lines(String name, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> Line.of(name + i)).toList();
    }

    private LineDisciplineTerminal terminal(String type, int rows) throws IOException {
        LineDisciplineTerminal terminal = new LineDisciplineTerminal("test", type, shown, UTF_8);
        terminal.setSize(new Size(60, rows));
        return terminal;
    }

    private Screen screen(LineDisciplineTerminal terminal) {
        PrintStream out = new PrintStream(terminal.output(), true, UTF_8);
        return new Screen(out, terminal::getWidth, Theme.PLAIN, TerminalPager.on(terminal), true);
    }

    private int questions() {
        return shown.toString(UTF_8).split("-- (?=\\d+ %|end|any key)", -1).length - 1;
    }

    private void awaitQuestion(int number) throws InterruptedException {
        synchronized (shown) {
            while (questions() < number) {
                shown.wait();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "xterm, 30, 24, ''", // fits
        "dumb, 10, 24, ''", // is never asked
        "xterm, 4, 24, ''", // hardly a screen at all
        "xterm, 10, 9, ''", // fits exactly
    })
    void isShownAtOnce(String type, int rows, int count, String ignored) throws Exception {
        try (LineDisciplineTerminal terminal = terminal(type, rows)) {
            screen(terminal).page(lines("a", count));
        }
        assertThat(shown.toString(UTF_8)).contains("a" + count).doesNotContain("-- ");
    }

    @ParameterizedTest
    @CsvSource({"'  ',a24,none", "q,a9,a10", "'\003',a9,a10", "'\rq',a10,a11"})
    void isAskedAfterEachScreenful(String keys, String last, String not) throws Exception {
        try (LineDisciplineTerminal terminal = terminal("xterm", 10)) {
            CompletableFuture<Void> paging =
                    CompletableFuture.runAsync(() -> screen(terminal).page(lines("a", 24)));
            for (int key = 0; key < keys.length(); key++) {
                awaitQuestion(key + 1);
                terminal.processInputByte(keys.charAt(key));
            }
            paging.get(1, TimeUnit.MINUTES);
        }
        assertThat(shown.toString(UTF_8)).contains(last + "\r").doesNotContain(not + "\r");
    }

    /** Types keys, each when it is asked for, until the text is left; returns the screen after that and what was told. */
    private String paged(int lines, String... keys) throws Exception {
        try (LineDisciplineTerminal terminal = terminal("xterm", 10)) {
            CompletableFuture<Integer> left =
                    CompletableFuture.supplyAsync(() -> screen(terminal).page(lines("a", lines), 0));
            for (int i = 0; i < keys.length; i++) {
                awaitQuestion(i + 1);
                terminal.processInputBytes(keys[i].getBytes(UTF_8));
            }
            String top = "left at " + left.get(1, TimeUnit.MINUTES);
            String[] screens = shown.toString(UTF_8).split("\033\\[H\033\\[2J", -1);
            return screens[screens.length - 1]
                            .replaceAll("[^\\n]*\\r\\033\\[K", "")
                            .replaceAll("\\r\\n", " ")
                    + top;
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "space, space, b, q | a10 a11 a12 a13 a14 a15 a16 a17 a18 left at 9",
                "d, k, q | a4 a5 a6 a7 a8 a9 a10 a11 a12 left at 3",
                "\\033[6~, \\033[5~, q | a1 a2 a3 a4 a5 a6 a7 a8 a9 left at 0",
                "G, q | a22 a23 a24 a25 a26 a27 a28 a29 a30 left at 30",
                "G, g, j, q | a1 a2 a3 a4 a5 a6 a7 a8 a9 a10 left at 1",
                "/22\r, q | a22 a23 a24 a25 a26 a27 a28 a29 a30 left at 30",
                "/A2\r, q | a1 a2 a3 a4 a5 a6 a7 a8 a9 left at 0",
                "/a1\r, n, N, q | a10 a11 a12 a13 a14 a15 a16 a17 a18 left at 9",
                "/1x\177\r, ?a3\r, q | a3 a4 a5 a6 a7 a8 a9 a10 a11 left at 2",
                "/1\003, q | a1 a2 a3 a4 a5 a6 a7 a8 a9 left at 0",
            })
    void keysAreThoseOfLess(String keys, String shownAtLast) throws Exception {
        String[] typed = keys.replace("space", " ").split(", ");
        for (int i = 0; i < typed.length; i++) {
            typed[i] = typed[i].replace("\\033", "\033")
                    .replace("\\r", "\r")
                    .replace("\\177", "\177")
                    .replace("\\003", "\003");
        }
        assertThat(paged(30, typed)).isEqualTo(shownAtLast);
    }

    @ParameterizedTest
    @CsvSource({"c", "é"})
    void whatIsNoKeyOfThePagersIsTypedAtThePrompt(String key) throws Exception {
        StringBuilder typed = new StringBuilder();
        try (LineDisciplineTerminal terminal = terminal("xterm", 10)) {
            Screen screen = screen(terminal);
            screen.pager().typesInto(typed::append);
            CompletableFuture<Void> paging = CompletableFuture.runAsync(() -> screen.page(lines("a", 24)));
            awaitQuestion(1);
            terminal.processInputBytes(key.getBytes(UTF_8));
            paging.get(20, TimeUnit.SECONDS);
        }
        assertThat(shown.toString(UTF_8)).contains("a9").doesNotContain("a10");
        assertThat(typed).hasToString(key);
    }

    @Test
    void aNewPartBeginsAfterAQuestion() throws Exception {
        try (LineDisciplineTerminal terminal = terminal("xterm", 10)) {
            CompletableFuture<Void> paging =
                    CompletableFuture.runAsync(() -> screen(terminal).page(lines("a", 5), lines("b", 5)));
            awaitQuestion(1);
            assertThat(shown.toString(UTF_8)).contains("a5").doesNotContain("b1");
            terminal.processInputByte(' ');
            paging.get(1, TimeUnit.MINUTES);
        }
        assertThat(shown.toString(UTF_8)).contains("b5");
        assertThat(questions()).isEqualTo(1);
    }

    @Test
    void whoLeavesAPartIsGivenTheNext() throws Exception {
        try (LineDisciplineTerminal terminal = terminal("xterm", 10)) {
            CompletableFuture<Void> paging =
                    CompletableFuture.runAsync(() -> screen(terminal).page(lines("a", 24), lines("b", 5)));
            awaitQuestion(1);
            terminal.processInputByte('q');
            paging.get(20, TimeUnit.SECONDS);
        }
        assertThat(shown.toString(UTF_8)).contains("a9").doesNotContain("a10").contains("b5");
        assertThat(questions()).isEqualTo(1);
    }

    @Test
    void whoTypedAheadIsNotAsked() throws Exception {
        try (LineDisciplineTerminal terminal = terminal("xterm", 10)) {
            terminal.processInputBytes("1 + 1\r".getBytes(UTF_8));
            screen(terminal).page(lines("a", 24));
            assertThat(terminal.reader().read()).isEqualTo('1');
        }
        assertThat(shown.toString(UTF_8)).contains("a24").doesNotContain("-- ");
    }
}
