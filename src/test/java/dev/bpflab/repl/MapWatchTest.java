package dev.bpflab.repl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.view.Line;
import dev.bpflab.view.Snapshot;
import dev.bpflab.view.Snapshot.Column;
import dev.bpflab.view.Snapshot.Row;
import dev.bpflab.view.Theme;
import dev.bpflab.view.Watch.Order;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jline.terminal.Size;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Watching a map that grows by one entry with each reading, with a clock that goes on with each key that is waited for. */
@Timeout(20)
class MapWatchTest {
    private int readings;
    private long nanos;

    private Snapshot read() {
        readings++;
        List<Row> rows = LongStream.rangeClosed(1, readings)
                .mapToObj(key -> new Row(
                        List.of(String.valueOf(key)),
                        List.of(String.valueOf(key * 10)),
                        BigInteger.valueOf(key * 10),
                        List.of()))
                .toList();
        return new Snapshot(
                "m", "map 1 'm'", null, List.of(new Column("key", true)), List.of(new Column("value", true)), rows, 0);
    }

    private MapWatch watch(int rounds) {
        return new MapWatch(this::read, Duration.ofSeconds(1), rounds, Order.KEY, () -> nanos);
    }

    /** A screen of twelve rows at which somebody sits who presses keys, one each second, and then nothing. */
    private final class Sitting implements Canvas {
        private final String keys;
        private final List<String> drawn = new ArrayList<>();
        private int pressed;
        private int waited;
        private int rows = 12;

        Sitting(String keys) {
            this.keys = keys;
        }

        @Override
        public int width() {
            return 80;
        }

        @Override
        public int height() {
            return rows;
        }

        @Override
        public void draw(List<Line> lines) {
            drawn.add(Theme.PLAIN.print(lines));
        }

        @Override
        public int key(long millis) {
            nanos += 1_000_000_000L;
            assertThat(waited++).as("keys that were waited for").isLessThan(50);
            if (pressed >= keys.length()) {
                return NO_KEY;
            }
            char key = keys.charAt(pressed++);
            return key == '.' ? NO_KEY : key;
        }

        @Override
        public void close() {}

        String last() {
            return drawn.get(drawn.size() - 1);
        }
    }

    @ParameterizedTest
    @CsvSource({"..q, 3", "q, 1", "'.\003', 2", "'..\004', 3"})
    void goesOnUntilSomebodyEndsIt(String keys, int seen) {
        Sitting canvas = new Sitting(keys);
        watch(0).draw(canvas);
        assertThat(readings).isEqualTo(seen);
        assertThat(canvas.last())
                .contains("q ends  space pauses  s sorts: by key  + - speed: every 1 s")
                .hasLineCount(12);
    }

    @Test
    void endsByItselfAfterItsRounds() {
        Sitting canvas = new Sitting("");
        watch(4).draw(canvas);
        assertThat(canvas.drawn).hasSize(4);
        assertThat(canvas.last()).contains("total 100 +40/s, + 1 new").contains("+ │   4 │    40 │ +40 │");
    }

    @Test
    void pausesSortsAndChangesItsSpeed() {
        Sitting canvas = new Sitting(" ... s+q");
        watch(0).draw(canvas);
        assertThat(canvas.drawn.get(1)).contains("speed: paused");
        assertThat(readings).as("one reading before and three after the pause").isEqualTo(4);
        assertThat(canvas.drawn).anyMatch(shown -> shown.contains("s sorts: by value"));
        assertThat(canvas.last()).contains("speed: every 0.5 s");
    }

    @Test
    void anInterruptEndsIt() {
        Thread.currentThread().interrupt();
        watch(0).draw(new Sitting(""));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(readings).isEqualTo(1);
    }

    @Test
    void withoutATerminalReadingsStandBelowEachOther() throws Exception {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        Screen screen = Screen.plain(new PrintStream(shown, true, UTF_8), () -> 40, Theme.PLAIN);
        new MapWatch(this::read, Duration.ofMillis(1), 2, Order.KEY, () -> nanos += 1_000_000_000L).print(screen);
        assertThat(shown.toString(UTF_8)).isEqualTo("""
                map 1 'm'
                total 10
                  │ key │ value
                ──┼─────┼──────
                  │   1 │    10

                map 1 'm'
                total 30 +20/s, + 1 new
                  │ key │ value │  /s │
                ──┼─────┼───────┼─────┼─────────────────
                  │   1 │    10 │     │ ████████
                + │   2 │    20 │ +20 │ ████████████████
                """);
    }

    @Test
    void aTerminalGetsOnlyTheLinesThatChangedAndItsScreenBack() throws Exception {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        try (LineDisciplineTerminal terminal = new LineDisciplineTerminal("test", "xterm", sent, UTF_8)) {
            terminal.setSize(new Size(20, 5));
            try (Canvas canvas = new TerminalCanvas(terminal, Theme.PLAIN)) {
                canvas.draw(List.of(Line.of("one"), Line.of("two")));
                sent.reset();
                canvas.draw(List.of(Line.of("one"), Line.of("2".repeat(20))));
                assertThat(sent.toString(UTF_8)).isEqualTo("\u001b[2;1H" + "2".repeat(20));
                sent.reset();
                terminal.setSize(new Size(30, 5));
                canvas.draw(List.of(Line.of("one")));
                assertThat(sent.toString(UTF_8)).startsWith("\u001b[H\u001b[2J").contains("one\u001b[K");
                terminal.processInputByte('q');
                assertThat(canvas.key(1000)).isEqualTo('q');
                assertThat(canvas.key(1)).isEqualTo(Canvas.NO_KEY);
                sent.reset();
            }
            assertThat(sent.toString(UTF_8)).contains("\u001b[?1049l");
        }
    }
}
