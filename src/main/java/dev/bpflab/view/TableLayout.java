package dev.bpflab.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/** Fits a table into a width. */
final class TableLayout {
    private static final Line BAR = Line.of(" \u2502 ", Style.FRAME);
    private static final Line LAST_BAR = Line.of(" \u2502", Style.FRAME);
    /** Narrower than this, a column of running text cannot be read. */
    private static final int READABLE = 12;
    /** Words up to this length, such as a helper's name, are not cut. */
    private static final int WORD = 24;

    private final Table table;
    private final int[] widths;

    private TableLayout(Table table, int[] widths) {
        this.table = table;
        this.widths = widths;
    }

    static List<Line> lines(Table table, int width) {
        int count = table.columns().size();
        int[] natural = widths(table, TableLayout::longestLine);
        int[] least = widths(table, TableLayout::longestWord);
        for (int i = 0; i < count; i++) {
            int word = least[i] <= WORD ? least[i] : READABLE;
            least[i] = Math.min(natural[i], Math.max(word, READABLE));
        }
        int room = width - BAR.width() * (count - 1);
        if (IntStream.of(least).sum() > room) {
            return records(table, width, Line.of("\u2500".repeat(Math.min(width, 20)), Style.FRAME));
        }
        return new TableLayout(table, fit(natural, least, room)).grid();
    }

    static int naturalWidth(Table table) {
        int bars = BAR.width() * (table.columns().size() - 1);
        return IntStream.of(widths(table, TableLayout::longestLine)).sum() + bars;
    }

    /** Takes columns from the widest until all fit; none goes below its least. */
    private static int[] fit(int[] natural, int[] least, int room) {
        int[] widths = natural.clone();
        while (IntStream.of(widths).sum() > room) {
            int widest = -1;
            for (int i = 0; i < widths.length; i++) {
                if (widths[i] > least[i] && (widest < 0 || widths[i] > widths[widest])) {
                    widest = i;
                }
            }
            widths[widest]--;
        }
        return widths;
    }

    private List<Line> grid() {
        List<List<Line>> body = new ArrayList<>();
        for (List<Line> row : table.rows()) {
            body.add(row(row));
        }
        boolean apart = body.stream().anyMatch(row -> row.size() > 1);
        List<Line> lines = new ArrayList<>();
        if (table.hasHeader()) {
            lines.addAll(row(table.columns().stream().map(Table.Column::name).toList()));
            lines.add(rule());
        }
        for (int i = 0; i < body.size(); i++) {
            if (apart && i > 0) {
                lines.add(rule());
            }
            lines.addAll(body.get(i));
        }
        return lines;
    }

    private List<Line> row(List<Line> cells) {
        List<List<Line>> wrapped = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            wrapped.add(Wrap.lines(cells.get(i), widths[i]));
        }
        int height = wrapped.stream().mapToInt(List::size).max().orElse(0);
        List<Line> lines = new ArrayList<>();
        for (int at = 0; at < height; at++) {
            Line line = Line.EMPTY;
            for (int i = 0; i < widths.length; i++) {
                Line part = at < wrapped.get(i).size() ? wrapped.get(i).get(at) : Line.EMPTY;
                boolean right = table.columns().get(i).right();
                boolean last = i == widths.length - 1;
                Line cell = last && (!right || part.pieces().isEmpty()) ? part : part.padded(widths[i], right);
                Line bar = cell.pieces().isEmpty() ? LAST_BAR : BAR;
                line = i == 0 ? cell : line.plus(bar).plus(cell);
            }
            lines.add(line);
        }
        return lines;
    }

    private Line rule() {
        List<String> parts = Arrays.stream(widths).mapToObj("\u2500"::repeat).toList();
        return Line.of(String.join("\u2500\u253c\u2500", parts), Style.FRAME);
    }

    /** Returns each row as lines of {@code name: value}, with a line between two rows. */
    static List<Line> records(Table table, int width, Line between) {
        List<Line> lines = new ArrayList<>();
        for (List<Line> row : table.rows()) {
            if (!lines.isEmpty()) {
                lines.add(between);
            }
            for (int i = 0; i < row.size(); i++) {
                Line name = table.columns().get(i).name();
                Line field = name.pieces().isEmpty() ? Line.EMPTY : name.plus(": ");
                List<Line> wrapped = Wrap.lines(field.plus(row.get(i)), width - 2);
                for (int at = 0; at < wrapped.size(); at++) {
                    lines.add(at == 0 ? wrapped.get(at) : Line.of("  ").plus(wrapped.get(at)));
                }
            }
        }
        return lines;
    }

    private static int[] widths(Table table, ToIntFunction<Line> measure) {
        int[] widths = new int[table.columns().size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            int cells = table.rows().stream()
                    .mapToInt(row -> measure.applyAsInt(row.get(column)))
                    .max()
                    .orElse(0);
            widths[i] = Math.max(
                    1, Math.max(cells, measure.applyAsInt(table.columns().get(i).name())));
        }
        return widths;
    }

    private static int longestLine(Line cell) {
        return cell.plain().lines().mapToInt(Columns::of).max().orElse(0);
    }

    private static int longestWord(Line cell) {
        return Arrays.stream(cell.plain().split("[ \n]"))
                .mapToInt(Columns::of)
                .max()
                .orElse(0);
    }
}
