package dev.bpflab.view;

import dev.bpflab.view.Changes.Change;
import dev.bpflab.view.Changes.Kind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A map that is being watched, drawn at one moment: its entries with bars, what changed since the snapshot before, and how fast.
 *
 * @param before the snapshot before this one; null for the first
 * @param now this snapshot
 * @param seconds the time between them
 * @param order in which the entries stand
 */
public record Watch(@Nullable Snapshot before, Snapshot now, double seconds, Order order) {
    /** A number, {@code 256–511} or {@code ≥ 16128}: the least one of it. */
    private static final Pattern NUMBER = Pattern.compile("(?:\u2265 )?(-?\\d+)(?:\u2013\\d+)?");

    private static final int BAR = 30;
    private static final int HEADER = 2;

    /** In which order the entries stand. */
    public enum Order {
        KEY("by key"),
        VALUE("by value"),
        CHANGE("by change");

        private final String text;

        Order(String text) {
            this.text = text;
        }

        /** Returns it in words. */
        public String text() {
            return text;
        }

        /** Returns the next one. */
        public Order next() {
            return values()[(ordinal() + 1) % values().length];
        }
    }

    /** Returns it in at most so many lines of at most so many columns; entries for which there is no room are counted. */
    public List<Line> lines(int width, int height) {
        Changes changes = Changes.of(before, now);
        List<Line> lines = new ArrayList<>(now.heading(width));
        lines.addAll(Wrap.lines(summary(changes), width));
        List<Change> ordered = new ArrayList<>(changes.all());
        ordered.sort(comparator());
        if (ordered.isEmpty()) {
            lines.add(Line.of("(empty)", Style.DIM));
            return lines;
        }
        int room = Math.max(1, height - lines.size() - HEADER);
        boolean cut = ordered.size() > room || now.unread() != 0;
        int shown = cut ? Math.max(1, room - 1) : ordered.size();
        lines.addAll(table(ordered, Math.min(shown, ordered.size()), width));
        if (cut) {
            long more = ordered.size() - shown + Math.max(0, now.unread());
            lines.add(Line.of(now.unread() < 0 ? "… and more" : "… and " + more + " more", Style.DIM));
        }
        // A narrow terminal has several lines for an entry.
        return lines.subList(0, Math.min(lines.size(), height));
    }

    private Line summary(Changes changes) {
        Line line = now.counts()
                ? Line.of("total " + now.total())
                : Line.of(now.rows().size() + " entries");
        if (before != null && now.counts()) {
            BigInteger growth = now.total().subtract(before.total());
            line = line.plus(
                    " " + Numbers.rate(growth, seconds) + "/s", growth.signum() == 0 ? Style.PLAIN : Style.WARN);
        }
        for (Kind kind : List.of(Kind.ADDED, Kind.CHANGED, Kind.REMOVED)) {
            long count = changes.count(kind);
            if (count > 0) {
                line = line.plus(", ").plus(kind.mark()).plus(" " + count + " " + kind.word());
            }
        }
        return line;
    }

    private Comparator<Change> comparator() {
        Comparator<Change> byKey = Comparator.comparing(change -> change.row().key(), Watch::compareKeys);
        return switch (order) {
            case KEY -> byKey;
            case VALUE ->
                Comparator.comparing((Change change) -> change.row().count())
                        .reversed()
                        .thenComparing(byKey);
            case CHANGE ->
                Comparator.comparing((Change change) -> change.growth().abs())
                        .reversed()
                        .thenComparing(byKey);
        };
    }

    /** Numbers among keys, and ranges of them, stand in their own order, whatever their length. */
    static int compareKeys(List<String> a, List<String> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            Matcher one = NUMBER.matcher(a.get(i));
            Matcher other = NUMBER.matcher(b.get(i));
            int order = one.matches() && other.matches()
                    ? new BigInteger(one.group(1)).compareTo(new BigInteger(other.group(1)))
                    : a.get(i).compareTo(b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private List<Line> table(List<Change> all, int shown, int width) {
        List<Change> changes = all.subList(0, shown);
        boolean rates = now.counts() && before != null;
        Table plain = columns(changes, now.cpus() > 1, rates);
        Table fitting = now.cpus() > 1 && plain.width() > width ? columns(changes, false, rates) : plain;
        List<BigInteger> numbers =
                now.counts() ? all.stream().map(change -> change.row().count()).toList() : List.of();
        return BarColumn.add(fitting, numbers, width, BAR).lines(width);
    }

    private Table columns(List<Change> changes, boolean cpus, boolean rates) {
        List<Table.Column> columns = new ArrayList<>(List.of(Table.Column.left("")));
        now.keys().forEach(column -> columns.add(column.header()));
        for (int cpu = 0; cpus && cpu < now.cpus(); cpu++) {
            columns.add(Table.Column.right("cpu" + cpu));
        }
        now.values().forEach(column -> columns.add(column.header()));
        if (rates) {
            columns.add(Table.Column.right("/s"));
        }
        return new Table(
                Line.EMPTY,
                columns,
                changes.stream().map(change -> cells(change, cpus, rates)).toList());
    }

    private List<Line> cells(Change change, boolean cpus, boolean rates) {
        Style style = change.kind().style();
        List<Line> cells = new ArrayList<>(List.of(change.kind().mark()));
        change.row().key().forEach(text -> cells.add(Line.of(text)));
        for (int cpu = 0; cpus && cpu < change.row().perCpu().size(); cpu++) {
            cells.add(Line.of(change.row().perCpu().get(cpu).toString(), cpuStyle(change, cpu)));
        }
        change.row().value().forEach(text -> cells.add(Line.of(text, style)));
        if (rates) {
            cells.add(Line.of(change.growth().signum() == 0 ? "" : Numbers.rate(change.growth(), seconds)));
        }
        return cells;
    }

    private static Style cpuStyle(Change change, int cpu) {
        Snapshot.Row was = change.before();
        boolean same = was != null
                && cpu < was.perCpu().size()
                && was.perCpu().get(cpu).equals(change.row().perCpu().get(cpu));
        return same && change.kind() != Kind.REMOVED
                ? Style.PLAIN
                : change.kind().style();
    }
}
