package dev.bpflab.lab;

import static dev.bpflab.lab.Messages.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongUnaryOperator;

/** What the difference between expected and found looks as if, from the mistakes that are made again and again. */
final class Suspicion {
    /** One look: what a found value would be if an expected one had been made so. */
    private record Look(LongUnaryOperator made, String words) {}

    private static final List<Look> LOOKS = List.of(
            new Look(expected -> 1, text("suspicion.everyValueIsTheEntry")),
            new Look(expected -> 0, text("suspicion.everyValueIsTheEntries")),
            new Look(expected -> 2 * expected, text("suspicion.everyValueIsTwiceWhat")),
            new Look(expected -> expected - 1, text("suspicion.everyValueIsOneToo")),
            new Look(expected -> expected + 1, text("suspicion.everyValueIsOneToo2")),
            new Look(Long::reverseBytes, text("suspicion.bytesOfEveryValueAre")));

    private final StateTable table;
    private final MapContents contents;
    private final List<Object> missing = new ArrayList<>();
    /** What is expected and what was found, of keys that are there with another value. */
    private final Map<Long, Long> wrong = new LinkedHashMap<>();

    private int present;

    private Suspicion(StateTable table, MapContents contents) {
        this.table = table;
        this.contents = contents;
    }

    /** Returns a sentence without a full stop; empty when it looks like nothing that is known. */
    static String of(StateTable table, List<StateRow> rows, MapContents contents) {
        if (table.match() == StateTable.Match.ABSENT) {
            return "";
        }
        Suspicion suspicion = new Suspicion(table, contents);
        rows.forEach(suspicion::look);
        return suspicion.words();
    }

    private void look(StateRow row) {
        Object key = table.key().parse(row.key());
        Object found = contents.entries().get(key);
        if (found == null) {
            missing.add(key);
            return;
        }
        present++;
        if (table.value().isNumber() && row.value().isValue() && !row.value().holds(table.value(), found)) {
            wrong.put((Long) table.value().parse(row.value().operand()), (Long) found);
        }
    }

    private String words() {
        if (contents.othersThan(List.of()).isEmpty()) {
            return text(
                    "suspicion.nothingHasWrittenToIt",
                    contents.entries().isEmpty()
                            ? Messages.text("suspicion.mapIsEmpty")
                            : Messages.text("suspicion.allValuesAre"));
        }
        if (present == 0 && table.key().isNumber()) {
            String keys = keys();
            if (!keys.isEmpty()) {
                return keys;
            }
        }
        // One value can look like anything; two or more that look alike do not by chance.
        if (wrong.size() < 2) {
            return "";
        }
        return LOOKS.stream()
                .filter(look -> wrong.entrySet().stream()
                        .allMatch(pair -> look.made().applyAsLong(pair.getKey()) == pair.getValue()))
                .map(Look::words)
                .findFirst()
                .orElse("");
    }

    /** No key that is expected is there. */
    private String keys() {
        if (missing.size() > 1 && contents.entries().size() == 1) {
            Object only = contents.entries().keySet().iterator().next();
            return text("suspicion.everythingIsUnderOneKey", table.key().show(only));
        }
        int bits = 8 * table.key().size();
        boolean reversed = !missing.isEmpty()
                && missing.stream()
                        .map(key -> Long.reverseBytes((Long) key) >>> (64 - bits))
                        .filter(turned -> !Objects.equals(turned, 0L))
                        .allMatch(contents.entries()::containsKey);
        return reversed ? text("suspicion.keysAreThereButWith") : "";
    }
}
