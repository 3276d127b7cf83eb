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
        SAME(" ", "the same", Style.PLAIN),
        ADDED("+", "new", Style.GOOD),
        CHANGED("*", "changed", Style.WARN),
        REMOVED("-", "gone", Style.BAD);

        private final String mark;
        private final String word;
        private final Style style;

        Kind(String mark, String word, Style style) {
            this.mark = mark;
            this.word = word;
            this.style = style;
        }

        Line mark() {
            return Line.of(mark, style);
        }

        String word() {
            return word;
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
    record Change(Kind kind, Snapshot.@Nullable Row before, Snapshot.@Nullable Row now) {
        /** Returns the row as it is, or as it was last. */
        Snapshot.Row row() {
            Snapshot.Row shown = now == null ? before : now;
            if (shown == null) {
                throw new IllegalStateException("an entry was there before, or is there now");
            }
            return shown;
        }

        /** Returns by how much the value grew, counted from 0 for a new entry and down to it for one that is gone. */
        BigInteger growth() {
            return count(now).subtract(count(before));
        }

        private static BigInteger count(Snapshot.@Nullable Row row) {
            return row == null ? BigInteger.ZERO : row.count();
        }
    }

    /** Compares two readings of a map; without an earlier one everything is the same. Those that are gone come last. */
    static Changes of(@Nullable Snapshot before, Snapshot now) {
        Changes changes = new Changes();
        Map<List<String>, Snapshot.Row> old = new LinkedHashMap<>();
        if (before != null) {
            before.rows().forEach(row -> old.put(row.key(), row));
        }
        for (Snapshot.Row row : now.rows()) {
            Snapshot.Row was = old.remove(row.key());
            Kind kind =
                    before == null ? Kind.SAME : was == null ? Kind.ADDED : was.same(row) ? Kind.SAME : Kind.CHANGED;
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
