package dev.bpflab.repl;

import static dev.bpflab.repl.Messages.text;

import dev.bpflab.view.Line;
import dev.bpflab.view.Snapshot;
import dev.bpflab.view.Style;
import dev.bpflab.view.Watch;
import dev.bpflab.view.Watch.Order;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads a map again and again and shows what it holds, until the rounds are over or somebody ends it. */
final class MapWatch {
    private static final List<Duration> SPEEDS = List.of(
            Duration.ofMillis(100),
            Duration.ofMillis(200),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10));

    /** How long a change of the terminal's size, or the end, may go unnoticed. */
    private static final long LOOK_EVERY_MS = 100;

    private static final int ROUNDS_ON_PAPER = 3;
    private static final char CTRL_C = 3;
    private static final char CTRL_D = 4;

    private final Supplier<Snapshot> map;
    private final LongSupplier nanos;
    private final int rounds;
    private Duration interval;
    private Order order;
    private boolean paused;
    private int drawn = SnapshotRows.SHOWN;
    private int round;
    private @Nullable Snapshot before;
    private Snapshot now;
    private long readAt;
    private double seconds;

    /**
     * Reads the map for the first time.
     *
     * @param map reads it
     * @param interval the time between two readings
     * @param rounds how many readings there are; 0 for no end
     * @param nanos the clock
     */
    MapWatch(Supplier<Snapshot> map, Duration interval, int rounds, Order order, LongSupplier nanos) {
        this.map = map;
        this.interval = interval;
        this.rounds = rounds;
        this.order = order;
        this.nanos = nanos;
        this.now = map.get();
        this.readAt = nanos.getAsLong();
        this.round = 1;
    }

    /** Returns what was read last. */
    Snapshot last() {
        return now;
    }

    private void read() {
        Snapshot next = map.get();
        long at = nanos.getAsLong();
        seconds = (at - readAt) / 1e9;
        before = now;
        now = next;
        readAt = at;
        round++;
    }

    private List<Line> lines(int width, int height) {
        return new Watch(before, now, seconds, order).lines(width, height);
    }

    /** Writes each reading below the other; an interrupt ends it. */
    void print(Screen screen) throws InterruptedException {
        int last = rounds == 0 ? ROUNDS_ON_PAPER : rounds;
        int rows = SnapshotRows.SHOWN;
        screen.lines(lines(screen.width().getAsInt(), rows));
        while (round < last) {
            Thread.sleep(interval.toMillis());
            read();
            screen.gap();
            screen.lines(lines(screen.width().getAsInt(), rows));
        }
    }

    /** Draws each reading over the one before, and obeys keys; an interrupt ends it. */
    void draw(Canvas canvas) {
        while (true) {
            show(canvas);
            if (rounds > 0 && round >= rounds) {
                return;
            }
            long due = readAt + interval.toNanos();
            while (paused || nanos.getAsLong() < due) {
                long left = paused ? LOOK_EVERY_MS : (due - nanos.getAsLong()) / 1_000_000;
                int width = canvas.width();
                int height = canvas.height();
                int key = canvas.key(Math.max(1, Math.min(left, LOOK_EVERY_MS)));
                if (isEnd(key)) {
                    return;
                }
                if (obey(key) || width != canvas.width() || height != canvas.height()) {
                    show(canvas);
                    due = readAt + interval.toNanos();
                }
            }
            read();
        }
    }

    private static boolean isEnd(int key) {
        return key == 'q'
                || key == 'Q'
                || key == CTRL_C
                || key == CTRL_D
                || key == -1
                || Thread.currentThread().isInterrupted();
    }

    private boolean obey(int key) {
        switch (key) {
            case ' ', 'p' -> paused = !paused;
            case 's' -> order = order.next();
            case '+', '=' -> interval = nearest(-1);
            case '-', '_' -> interval = nearest(1);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Returns the next shorter or longer interval. */
    private Duration nearest(int step) {
        List<Duration> candidates = SPEEDS.stream()
                .filter(speed -> speed.compareTo(interval) * step > 0)
                .toList();
        if (candidates.isEmpty()) {
            return interval;
        }
        return step > 0 ? candidates.get(0) : candidates.get(candidates.size() - 1);
    }

    private void show(Canvas canvas) {
        int height = canvas.height();
        drawn = height - 1;
        List<Line> lines = new ArrayList<>(lines(canvas.width(), height - 1));
        while (lines.size() < height - 1) {
            lines.add(Line.EMPTY);
        }
        List<Line> shown = new ArrayList<>(lines.subList(0, Math.max(0, height - 1)));
        shown.add(Line.of(footer(canvas.width()), Style.DIM));
        canvas.draw(shown);
    }

    private String footer(int width) {
        String speed = paused ? text("watch.paused") : text("watch.every", seconds(interval));
        String full = text("watch.keys", order.text(), speed);
        String brief = text("watch.keysBriefly", order.text(), speed);
        String shown = full.length() <= width ? full : brief;
        return shown.substring(0, Math.min(shown.length(), width));
    }

    private static String seconds(Duration interval) {
        return String.valueOf(interval.toMillis() / 1000.0).replaceAll("\\.0$", "");
    }

    /** Returns the last picture, for whoever scrolls back: not more of it than was seen. */
    List<Line> picture(int width) {
        return lines(width, drawn);
    }
}
