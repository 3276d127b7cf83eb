package dev.bpflab.look;

import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.Datum;
import dev.bpflab.bpf.Entry;
import dev.bpflab.bpf.Frame;
import dev.bpflab.bpf.MapType;
import dev.bpflab.bpf.RingbufPositions;
import dev.bpflab.view.Snapshot;
import dev.bpflab.view.Snapshot.Column;
import dev.bpflab.view.Snapshot.Fill;
import dev.bpflab.view.Snapshot.Row;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a map holds, and takes nothing out: of a queue the next value is seen, of a ring buffer only how much waits.
 *
 * @param <K> the Java type of keys
 * @param <V> the Java type of values
 */
public final class MapLook<K, V> {
    /** Counting further would keep a person waiting: "and more" says enough. */
    public static final int COUNTED = 100_000;

    private final BpfMap<K, V> map;
    private final int most;
    private final ProcessNames names;

    private MapLook(BpfMap<K, V> map, int most, ProcessNames names) {
        this.map = map;
        this.most = most;
        this.names = names;
    }

    /**
     * Reads a map.
     *
     * @param most how many entries are read at most; those behind them are counted
     * @param names what processes are called
     * @throws BpfException when the map cannot be read
     */
    public static Snapshot read(BpfMap<?, ?> map, int most, ProcessNames names) {
        return new MapLook<>(map, most, names).read();
    }

    private Snapshot read() {
        MapType type = map.spec().type();
        if (type.isQueue()) {
            return snapshot(null, List.of(), List.of(new Column("next", false)), next(), 0);
        }
        if (type == MapType.RINGBUF) {
            RingbufPositions positions = map.positions();
            Fill fill = new Fill(positions.pending(), capacity(), "bytes waiting");
            return snapshot(fill, List.of(), List.of(new Column("record", false)), List.of(), 0);
        }
        return type == MapType.STACK_TRACE ? stacks() : entries();
    }

    private List<Row> next() {
        V value = map.peek();
        return value == null
                ? List.of()
                : List.of(Cells.row(List.of(), Datum.of(map.spec().value(), value)));
    }

    private Snapshot entries() {
        List<Datum> keys = new ArrayList<>();
        List<Datum> values = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        long count = 0;
        long notZero = 0;
        boolean array = isArray();
        for (Entry<K, V> entry : map) {
            count++;
            if (count > most && (array || count > COUNTED)) {
                break;
            }
            if (count <= most) {
                Datum value = entry.valueDatum();
                keys.add(entry.keyDatum());
                values.add(value);
                rows.add(Cells.row(Cells.key(entry.keyDatum(), entry.keyText()), value));
                notZero += value.number().filter(number -> number.signum() == 0).isPresent() ? 0 : 1;
            }
        }
        boolean all = count <= most;
        long unread = all ? 0 : array ? capacity() - most : count > COUNTED ? -1 : count - most;
        Fill fill = array
                ? (all ? new Fill(notZero, capacity(), "elements not 0") : null)
                : unread < 0 ? null : new Fill(count, capacity(), "entries");
        List<Column> keyColumns = Cells.columns("key", map.spec().key(), keys);
        List<Column> valueColumns = Cells.columns("value", map.spec().value(), values);
        return names.beside(keys, snapshot(fill, keyColumns, valueColumns, rows, unread), !array);
    }

    private Snapshot stacks() {
        List<Row> rows = new ArrayList<>();
        long count = 0;
        for (Entry<K, V> entry : map) {
            if (count++ < most) {
                Datum id = Datum.of(map.spec().key(), entry.key());
                List<Frame> frames =
                        map.frames(id.number().orElse(BigInteger.ZERO).longValue());
                rows.add(new Row(
                        List.of(id.number().map(String::valueOf).orElse(id.text())),
                        List.of(
                                String.valueOf(frames.size()),
                                frames.isEmpty() ? "" : frames.get(0).toString()),
                        null,
                        List.of()));
            }
        }
        return snapshot(
                new Fill(count, capacity(), "buckets"),
                List.of(new Column("id", true)),
                List.of(new Column("frames", true), new Column("innermost", false)),
                rows,
                Math.max(0, count - most));
    }

    private boolean isArray() {
        return map.spec().type() == MapType.ARRAY || map.spec().type() == MapType.PERCPU_ARRAY;
    }

    private long capacity() {
        return Integer.toUnsignedLong(map.spec().maxEntries());
    }

    private Snapshot snapshot(
            @Nullable Fill fill, List<Column> keys, List<Column> values, List<Row> rows, long unread) {
        return new Snapshot(map.name(), map.toString(), fill, keys, values, rows, unread);
    }

    /** Returns whether the keys are the indices of an array, so that people look for them in their order. */
    public static boolean isArray(BpfMap<?, ?> map) {
        return new MapLook<>(map, 0, ProcessNames.NONE).isArray();
    }
}
