package dev.bpflab.bpf;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Orders a map's entries by their values. */
final class Ranking {
    private Ranking() {}

    /** Returns the entries with the highest values, highest first; of equal ones that with the lower key. */
    static <K, V> List<Entry<K, V>> top(BpfMap<K, V> map, int count, Comparator<? super V> order) {
        if (count < 0) {
            throw new BpfException(
                    map.bytes().operation(MapVerb.TOP),
                    Errno.EINVAL,
                    "it cannot have " + count + " entries",
                    "say how many, 0 or more");
        }
        List<Entry<K, V>> entries = new ArrayList<>();
        map.forEach(entries::add);
        Comparator<Entry<K, V>> byValue = Comparator.comparing(Entry::value, order);
        Codec<K> key = map.spec().key();
        entries.sort(hasOrder(key) ? byValue.reversed().thenComparing(Entry::key, of(key, "top")) : byValue.reversed());
        return List.copyOf(entries.subList(0, Math.min(count, entries.size())));
    }

    /** Returns the order of a codec's values. */
    static <V> Comparator<V> of(Codec<V> codec, String operation) {
        if (codec instanceof NumberCodec<?> numbers) {
            return (a, b) -> numbers.compare((Number) a, (Number) b);
        }
        if (codec instanceof PerCpuCodec<?>) {
            return Comparator.comparingLong(values -> ((PerCpu<?>) values).sum());
        }
        if (!hasOrder(codec)) {
            throw new BpfException(
                    operation,
                    Errno.EINVAL,
                    "values of " + codec.name() + " have no order",
                    "say by what, as in top(m, 5, v -> v.bytes())");
        }
        return codec instanceof BytesCodec
                ? Comparator.comparing(value -> number((ByteBuffer) value), Long::compareUnsigned)
                : natural();
    }

    /** Returns what bytes as long as a number are, as they are shown. */
    private static long number(ByteBuffer bytes) {
        ByteBuffer rest = bytes.slice();
        return rest.remaining() == Integer.BYTES ? Values.readU32(rest) : Values.readU64(rest);
    }

    private static boolean hasOrder(Codec<?> codec) {
        boolean likeNumbers = codec.size() == Integer.BYTES || codec.size() == Long.BYTES;
        return codec instanceof BytesCodec ? likeNumbers : Comparable.class.isAssignableFrom(codec.javaType());
    }

    /** The values' class was seen to be comparable. */
    @SuppressWarnings("unchecked")
    private static <V> Comparator<V> natural() {
        return (Comparator<V>) Comparator.naturalOrder();
    }
}
