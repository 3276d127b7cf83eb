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
        return shown.toString(UTF_8).split("-- more", -1).length - 1;
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
        assertThat(shown.toString(UTF_8)).contains("a" + count).doesNotContain("more");
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
        assertThat(shown.toString(UTF_8)).contains("a24").doesNotContain("more");
    }
}
