package dev.bpflab.lab;

import dev.bpflab.lab.CheckResult.Failed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Expected map state: rows, and how they are compared with a map.
 *
 * @param key how keys are written
 * @param value how values are written
 * @param match how the rows are compared
 * @param rows the rows as the author wrote them, names in braces not filled in
 */
record StateTable(Column key, Column value, Match match, List<StateRow> rows) {
    private static final int SHOWN = 4;

    /** How the rows of a table are compared with a map. */
    enum Match {
        /** The map holds these entries and no other. */
        EXACT,
        /** The map holds these entries. */
        CONTAINS,
        /** The map has none of these keys. */
        ABSENT;

        String attribute() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    StateTable {
        rows = List.copyOf(rows);
    }

    /** Returns how many misses a check has whose map cannot be looked at: more than any that can. */
    int allMissed() {
        return rows.size() + 1;
    }

    /** Compares rows with their names filled in with what a map holds. */
    CheckResult compare(String mapName, List<StateRow> filledIn, MapContents contents, String hint) {
        List<String> expected = new ArrayList<>();
        List<String> found = new ArrayList<>();
        List<Object> named = new ArrayList<>();
        for (StateRow row : filledIn) {
            Object wanted = key.parse(row.key());
            Object value = contents.entries().get(wanted);
            named.add(wanted);
            boolean absent = contents.isNothing(wanted);
            if (match == Match.ABSENT ? !absent : value == null || !row.value().holds(this.value, value)) {
                expected.add(match == Match.ABSENT ? "no entry for " + row.key() : row.key() + " -> " + row.value());
                found.add(value == null ? "no entry for " + row.key() : row.key() + " -> " + this.value.show(value));
            }
        }
        if (match == Match.EXACT) {
            for (Object other : contents.othersThan(named)) {
                expected.add("nothing under " + key.show(other));
                found.add(key.show(other) + " -> "
                        + value.show(Objects.requireNonNull(contents.entries().get(other))));
            }
        }
        return expected.isEmpty()
                ? CheckResult.passed()
                : new Failed(listed(mapName, expected), listed(mapName, found), hint, expected.size());
    }

    private static String listed(String mapName, List<String> entries) {
        int shown = Math.min(entries.size(), SHOWN);
        String more = entries.size() > shown ? ", and " + (entries.size() - shown) + " more" : "";
        return mapName + ": " + String.join(", ", entries.subList(0, shown)) + more;
    }
}
