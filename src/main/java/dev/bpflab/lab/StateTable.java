package dev.bpflab.lab;

import static dev.bpflab.lab.Messages.text;

import dev.bpflab.lab.CheckResult.Details;
import dev.bpflab.lab.CheckResult.Difference;
import dev.bpflab.lab.CheckResult.Failed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

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

    /** What stands for the value of a key that is not there, or should not be. */
    private static final String NO_ENTRY = "no entry";

    /** What stands for the value of a key that the table does not name; in an array, that is all zeros. */
    private static final String NOTHING = "nothing";

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
        List<Difference> differences = new ArrayList<>();
        List<Object> named = new ArrayList<>();
        for (StateRow row : filledIn) {
            Object wanted = key.parse(row.key());
            Object value = contents.entries().get(wanted);
            named.add(wanted);
            boolean absent = contents.isNothing(wanted);
            if (match == Match.ABSENT ? !absent : value == null || !row.value().holds(this.value, value)) {
                differences.add(new Difference(
                        row.key(),
                        match == Match.ABSENT ? NO_ENTRY : row.value().toString(),
                        value == null ? NO_ENTRY : this.value.show(value)));
            }
        }
        if (match == Match.EXACT) {
            for (Object other : contents.othersThan(named)) {
                differences.add(new Difference(
                        key.show(other),
                        NOTHING,
                        value.show(Objects.requireNonNull(contents.entries().get(other)))));
            }
        }
        if (differences.isEmpty()) {
            return CheckResult.passed();
        }
        String suspicion = Suspicion.of(this, filledIn, contents);
        return new Failed(
                listed(mapName, differences, Difference::expected),
                listed(mapName, differences, Difference::found),
                hint,
                differences.size(),
                filledIn.size(),
                Optional.of(new Details(mapName, differences, suspicion)));
    }

    private static String listed(String mapName, List<Difference> all, Function<Difference, String> side) {
        int shown = Math.min(all.size(), SHOWN);
        String more = all.size() > shown ? ", and " + (all.size() - shown) + " more" : "";
        return mapName + ": "
                + all.subList(0, shown).stream()
                        .map(one -> entry(one.key(), side.apply(one)))
                        .collect(Collectors.joining(", "))
                + more;
    }

    private static String entry(String key, String value) {
        return switch (value) {
            case NO_ENTRY -> text("stateTable.noEntryFor", key);
            case NOTHING -> "nothing under " + key;
            default -> key + " -> " + value;
        };
    }
}
