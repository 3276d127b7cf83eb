package dev.bpflab.view;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A reading as a table, without its heading. Where there are numbers it has bars, as far as they fit; the values of CPUs stand
 * in columns of their own where these fit, and otherwise as their sum.
 *
 * @param reading what was read
 * @param most how many rows are shown at most
 */
public record ReadingTable(Reading reading, int most) implements Picture {
    private static final int BAR = 24;

    @Override
    public List<Line> lines(int width) {
        if (reading.rows().isEmpty()) {
            return List.of(Line.of("(empty)", Style.DIM));
        }
        List<Reading.Row> rows = reading.rows().subList(0, Math.min(most, reading.rows().size()));
        List<Line> lines = new ArrayList<>(best(rows, width));
        more(rows.size()).ifPresent(text -> lines.addAll(Wrap.lines(Line.of(text, Style.DIM), width)));
        return lines;
    }

    private Optional<String> more(int shown) {
        long known = reading.rows().size() - shown;
        if (reading.unread() < 0) {
            return Optional.of("… and more");
        }
        long more = known + reading.unread();
        return more == 0 ? Optional.empty() : Optional.of("… and " + more + " more");
    }

    /** CPUs' columns are worth more than bars, and bars more than nothing. */
    private List<Line> best(List<Reading.Row> rows, int width) {
        Table table = table(rows, reading.cpus() > 1);
        if (reading.cpus() > 1 && table.width() > width) {
            table = table(rows, false);
        }
        List<BigInteger> numbers =
                reading.counts() ? rows.stream().map(Reading.Row::count).toList() : List.of();
        return BarColumn.add(table, numbers, width, BAR).lines(width);
    }

    private Table table(List<Reading.Row> rows, boolean cpus) {
        List<Table.Column> columns = new ArrayList<>();
        reading.keys().forEach(column -> columns.add(column.header()));
        if (cpus) {
            IntStream.range(0, reading.cpus()).forEach(cpu -> columns.add(Table.Column.right("cpu" + cpu)));
        }
        reading.values().forEach(column -> columns.add(column.header()));
        List<List<Line>> cells = rows.stream().map(row -> cells(row, cpus)).toList();
        return new Table(Line.EMPTY, columns, cells);
    }

    private static List<Line> cells(Reading.Row row, boolean cpus) {
        List<Line> cells = new ArrayList<>();
        row.key().forEach(text -> cells.add(Line.of(text)));
        if (cpus) {
            row.perCpu().forEach(number -> cells.add(Line.of(number.toString())));
        }
        row.value().forEach(text -> cells.add(Line.of(text)));
        return cells;
    }
}
