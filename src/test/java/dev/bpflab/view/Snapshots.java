package dev.bpflab.view;

import dev.bpflab.view.Snapshot.Column;
import dev.bpflab.view.Snapshot.Fill;
import dev.bpflab.view.Snapshot.Row;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Snapshots to draw. */
final class Snapshots {
    private static final String ABOUT = "map 7 'counts': hash, u32 -> u64, max_entries 100";

    private Snapshots() {}

    /** Returns a map of numbers: key, value, key, value … */
    static Snapshot counts(long... keysAndValues) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            rows.add(number(keysAndValues[i], new BigInteger(Long.toUnsignedString(keysAndValues[i + 1]))));
        }
        Fill fill = new Fill(rows.size(), 100, "entries");
        List<Column> key = List.of(new Column("key", true));
        return new Snapshot("counts", ABOUT, fill, key, List.of(new Column("value", true)), rows, 0);
    }

    private static Row number(long key, BigInteger value) {
        return new Row(List.of(String.valueOf(key)), List.of(value.toString()), value, List.of());
    }

    /** Returns a map of text by text. */
    static Snapshot texts(String... keysAndValues) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            rows.add(new Row(List.of(keysAndValues[i]), List.of(keysAndValues[i + 1]), null, List.of()));
        }
        return new Snapshot(
                "names",
                "map 8 'names': hash, u32 -> text, max_entries 9",
                null,
                List.of(new Column("key", false)),
                List.of(new Column("value", false)),
                rows,
                0);
    }

    /** Returns a map of one key with a value for each CPU. */
    static Snapshot perCpu(String key, long... values) {
        List<BigInteger> each = Stream.of(values)
                .flatMap(all -> java.util.Arrays.stream(all).mapToObj(BigInteger::valueOf))
                .toList();
        BigInteger sum = each.stream().reduce(BigInteger.ZERO, BigInteger::add);
        return new Snapshot(
                "hits",
                "map 9 'hits': percpu_hash, comm -> u64 per CPU, max_entries 9",
                new Fill(1, 9, "entries"),
                List.of(new Column("key", false)),
                List.of(new Column("sum", true)),
                List.of(new Row(List.of(key), List.of(sum.toString()), sum, each)),
                0);
    }
}
