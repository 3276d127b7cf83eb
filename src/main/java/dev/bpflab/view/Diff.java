package dev.bpflab.view;

import dev.bpflab.view.Changes.Change;
import dev.bpflab.view.Changes.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What changed in a map between two readings: a line for each entry that was added or removed, or whose value is another.
 *
 * @param seconds the time between them
 */
public record Diff(Reading before, Reading now, double seconds) implements Picture {
    @Override
    public List<Line> lines(int width) {
        Changes changes = Changes.of(before, now);
        List<Line> lines = new ArrayList<>(now.heading(width));
        lines.addAll(Wrap.lines(Line.of(summary(changes)), width));
        List<List<Line>> rows = changes.all().stream()
                .filter(change -> change.kind() != Kind.SAME)
                .map(this::cells)
                .toList();
        if (!rows.isEmpty()) {
            lines.addAll(new Table(Line.EMPTY, columns(), rows).lines(width));
        }
        return lines;
    }

    private String summary(Changes changes) {
        String what = Stream.of(
                        count(changes, Kind.ADDED, "added"),
                        count(changes, Kind.CHANGED, "changed"),
                        count(changes, Kind.REMOVED, "removed"))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
        return "since the last look, " + Numbers.duration(seconds) + " ago: " + (what.isEmpty() ? "nothing changed" : what);
    }

    private static String count(Changes changes, Kind kind, String word) {
        long count = changes.count(kind);
        return count == 0 ? "" : count + " " + word;
    }

    private List<Table.Column> columns() {
        List<Table.Column> columns = new ArrayList<>(List.of(Table.Column.left("")));
        now.keys().forEach(column -> columns.add(column.header()));
        boolean numbers = now.values().stream().allMatch(Reading.Column::number);
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
            cells.add(moved ? Line.of(Numbers.signed(change.growth()), change.kind().style()) : Line.EMPTY);
        }
        return cells;
    }

    private static String value(Reading.@Nullable Row row) {
        return row == null ? "" : String.join(", ", row.value());
    }
}
