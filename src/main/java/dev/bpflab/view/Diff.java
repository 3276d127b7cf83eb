package dev.bpflab.view;

import dev.bpflab.view.Changes.Change;
import dev.bpflab.view.Changes.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What changed in a map between two readings: a line for each entry that was added or removed, or whose value is another.
 *
 * @param seconds the time between them
 */
public record Diff(Snapshot before, Snapshot now, double seconds) implements Picture {
    @Override
    public List<Line> lines(int width) {
        return lines(width, false);
    }

    @Override
    public List<Line> inWords(int width) {
        return lines(width, true);
    }

    private List<Line> lines(int width, boolean words) {
        Changes changes = Changes.of(before, now);
        List<Line> lines = new ArrayList<>(words ? List.of(Line.of(now.about())) : now.heading(width));
        lines.addAll(Wrap.lines(summary(changes), width));
        List<List<Line>> rows = changes.all().stream()
                .filter(change -> change.kind() != Kind.SAME)
                .map(this::cells)
                .toList();
        if (!rows.isEmpty()) {
            Table table = new Table(Line.EMPTY, columns(), rows);
            lines.addAll(words ? table.inWords(width) : table.lines(width));
        }
        return lines;
    }

    private Line summary(Changes changes) {
        Line line = Line.of("since the last look, " + Numbers.duration(seconds) + " ago: ");
        boolean first = true;
        for (Kind kind : List.of(Kind.ADDED, Kind.CHANGED, Kind.REMOVED)) {
            long count = changes.count(kind);
            if (count > 0) {
                line = line.plus(first ? "" : ", ").plus(kind.mark()).plus(" " + count + " " + kind.word());
                first = false;
            }
        }
        return first ? line.plus("nothing changed") : line;
    }

    private List<Table.Column> columns() {
        List<Table.Column> columns = new ArrayList<>(List.of(Table.Column.left("")));
        now.keys().forEach(column -> columns.add(column.header()));
        boolean numbers = now.values().stream().allMatch(Snapshot.Column::number);
        columns.add(numbers ? Table.Column.right("before") : Table.Column.left("before"));
        columns.add(numbers ? Table.Column.right("now") : Table.Column.left("now"));
        if (counts()) {
            columns.add(Table.Column.right("change"));
        }
        return columns;
    }

    private boolean counts() {
        return now.counts() || (now.rows().isEmpty() && before.counts());
    }

    private List<Line> cells(Change change) {
        List<Line> cells = new ArrayList<>(List.of(change.kind().mark()));
        change.row().key().forEach(text -> cells.add(Line.of(text)));
        cells.add(Line.of(value(change.before())));
        cells.add(Line.of(value(change.now()), change.kind().style()));
        if (counts()) {
            boolean moved = change.kind() == Kind.CHANGED;
            cells.add(
                    moved
                            ? Line.of(
                                    Numbers.signed(change.growth()),
                                    change.kind().style())
                            : Line.EMPTY);
        }
        return cells;
    }

    private static String value(Snapshot.@Nullable Row row) {
        return row == null ? "" : String.join(", ", row.value());
    }
}
