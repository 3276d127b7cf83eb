package dev.bpflab.view;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of a map's entries between two readings. */
final class Changes {
    private final List<Change> all = new ArrayList<>();

    private Changes() {}

    /** What became of an entry, with a mark that says so without colour. */
    enum Kind {
        SAME(" ", Style.PLAIN),
        ADDED("+", Style.GOOD),
        CHANGED("*", Style.WARN),
        REMOVED("-", Style.BAD);

        private final String mark;
        private final Style style;

        Kind(String mark, Style style) {
            this.mark = mark;
            this.style = style;
        }

        Line mark() {
            return Line.of(mark, style);
        }

        Style style() {
            return style;
        }
    }

    /**
     * An entry then and now.
     *
     * @param before null for one that is new
     * @param now null for one that is gone
     */
    record Change(Kind kind, Reading.@Nullable Row before, Reading.@Nullable Row now) {
        /** Returns the row as it is, or as it was last. */
        Reading.Row row() {
            Reading.Row shown = now == null ? before : now;
            if (shown == null) {
                throw new IllegalStateException("an entry was there before, or is there now");
            }
            return shown;
        }

        /** Returns by how much the value grew, counted from 0 for a new entry and down to it for one that is gone. */
        BigInteger growth() {
            return count(now).subtract(count(before));
        }

        private static BigInteger count(Reading.@Nullable Row row) {
            return row == null ? BigInteger.ZERO : row.count();
        }
    }

    /** Compares two readings of a map; without an earlier one everything is the same. Those that are gone come last. */
    static Changes of(@Nullable Reading before, Reading now) {
        Changes changes = new Changes();
        Map<List<String>, Reading.Row> old = new LinkedHashMap<>();
        if (before != null) {
            before.rows().forEach(row -> old.put(row.key(), row));
        }
        for (Reading.Row row : now.rows()) {
            Reading.Row was = old.remove(row.key());
            Kind kind = before == null ? Kind.SAME : was == null ? Kind.ADDED : was.same(row) ? Kind.SAME : Kind.CHANGED;
            changes.all.add(new Change(kind, before == null ? row : was, row));
        }
        old.values().forEach(row -> changes.all.add(new Change(Kind.REMOVED, row, null)));
        return changes;
    }

    List<Change> all() {
        return List.copyOf(all);
    }

    long count(Kind kind) {
        return all.stream().filter(change -> change.kind() == kind).count();
    }
}
