package dev.bpflab.view;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A snapshot as a table, without its heading. Where there are numbers it has bars, as far as they fit; the values of CPUs stand
 * in columns of their own where these fit, and otherwise as their sum.
 *
 * @param snapshot what was read
 * @param most how many rows are shown at most
 * @param how what shows the others, in words; may be empty
 */
public record SnapshotTable(Snapshot snapshot, int most, String how) implements Picture {
    private static final int BAR = 24;

    @Override
    public List<Line> lines(int width) {
        if (snapshot.rows().isEmpty()) {
            return List.of(Line.of("(empty)", Style.DIM));
        }
        List<Snapshot.Row> rows =
                snapshot.rows().subList(0, Math.min(most, snapshot.rows().size()));
        List<Line> lines = new ArrayList<>(best(rows, width));
        more(rows.size()).ifPresent(text -> lines.addAll(Wrap.lines(Line.of(text, Style.DIM), width)));
        return lines;
    }

    @Override
    public List<Line> inWords(int width) {
        List<Snapshot.Row> rows =
                snapshot.rows().subList(0, Math.min(most, snapshot.rows().size()));
        List<Line> lines = new ArrayList<>(table(rows, true).inWords(width));
        more(rows.size()).ifPresent(text -> lines.addAll(Wrap.lines(Line.of(text), width)));
        return lines;
    }

    private Optional<String> more(int shown) {
        long known = (long) snapshot.rows().size() - shown;
        if (snapshot.unread() < 0) {
            return Optional.of("… and more" + hint());
        }
        long more = known + snapshot.unread();
        return more == 0 ? Optional.empty() : Optional.of("… and " + more + " more" + hint());
    }

    private String hint() {
        return how.isEmpty() ? "" : "; " + how;
    }

    /** CPUs' columns are worth more than bars, and bars more than nothing. */
    private List<Line> best(List<Snapshot.Row> rows, int width) {
        Table table = table(rows, snapshot.cpus() > 1);
        if (snapshot.cpus() > 1 && table.width() > width) {
            table = table(rows, false);
        }
        List<BigInteger> numbers = snapshot.counts()
                ? snapshot.rows().stream().map(Snapshot.Row::count).toList()
                : List.of();
        return BarColumn.add(table, numbers, width, BAR).lines(width);
    }

    private Table table(List<Snapshot.Row> rows, boolean cpus) {
        List<Table.Column> columns = new ArrayList<>();
        snapshot.keys().forEach(column -> columns.add(column.header()));
        if (cpus) {
            IntStream.range(0, snapshot.cpus()).forEach(cpu -> columns.add(Table.Column.right("cpu" + cpu)));
        }
        snapshot.values().forEach(column -> columns.add(column.header()));
        List<List<Line>> cells = rows.stream().map(row -> cells(row, cpus)).toList();
        return new Table(Line.EMPTY, columns, cells);
    }

    private static List<Line> cells(Snapshot.Row row, boolean cpus) {
        List<Line> cells = new ArrayList<>();
        row.key().forEach(text -> cells.add(Line.of(text)));
        if (cpus) {
            row.perCpu().forEach(number -> cells.add(Line.of(number.toString())));
        }
        row.value().forEach(text -> cells.add(Line.of(text)));
        return cells;
    }
}
