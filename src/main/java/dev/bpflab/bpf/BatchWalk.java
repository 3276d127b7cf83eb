package dev.bpflab.bpf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A walk over a map by the kernel's cursor, many elements at a time, in memory that is used again for each batch. What was
 * read of one stays as it was at that moment until the next {@link #read}.
 */
final class BatchWalk<K, V> {
    static final int USUAL_ROOM = 4096;

    /** More bytes than these are not asked for at once, but for a single element that has more. */
    private static final int MOST_BYTES = 1 << 20;

    private final MapBytes<K, V> map;
    private final MapVerb verb;
    private final Codec<K> keyCodec;
    private final Codec<V> valueCodec;
    private final int keyBytes;
    private final int valueBytes;
    private ByteBuffer keys = ByteBuffer.allocate(0);
    private ByteBuffer values = ByteBuffer.allocate(0);
    private int room;
    private int count;
    private boolean ended;
    private byte @Nullable [] from;
    private byte[] next;

    /** Creates a walk that has read nothing; {@code verb} says whether it removes what it reads. */
    BatchWalk(MapBytes<K, V> map, int room, MapVerb verb) {
        this.map = map;
        this.verb = verb;
        keyCodec = map.spec().key();
        valueCodec = map.spec().value();
        keyBytes = map.keyBytes();
        valueBytes = map.valueBytes();
        next = new byte[Batch.placeBytes(keyBytes)];
        setRoom(room);
    }

    /** Returns how many elements a batch should have at most so that it takes not too much memory. */
    static int roomFor(MapBytes<?, ?> map) {
        long element = Math.max(1L, (long) map.keyBytes() + map.valueBytes());
        long entries = Integer.toUnsignedLong(map.spec().maxEntries());
        return (int) Math.max(1, Math.min(Math.min(USUAL_ROOM, MOST_BYTES / element), entries));
    }

    private void setRoom(int elements) {
        room = elements;
        keys = ByteBuffer.allocate(Math.multiplyExact(elements, keyBytes)).order(ByteOrder.nativeOrder());
        values = ByteBuffer.allocate(Math.multiplyExact(elements, valueBytes)).order(ByteOrder.nativeOrder());
    }

    /**
     * Reads the next batch; returns false when the map or the kernel knows no such command. What else can fail is thrown.
     */
    boolean read() {
        map.checkInterrupt(verb);
        BatchOutcome outcome = call();
        while (outcome.result() == Errno.ENOSPC.result()) {
            setRoom(Math.multiplyExact(room, 2));
            outcome = call();
        }
        boolean unknown = outcome.result() == Errno.ENOTSUPP.result() || outcome.result() == Errno.EINVAL.result();
        if (unknown && from == null) {
            return false;
        }
        ended = !map.done(outcome.result(), Errno.ENOENT, verb);
        count = outcome.count();
        byte[] free = from == null ? new byte[next.length] : from;
        from = next;
        next = free;
        return true;
    }

    private BatchOutcome call() {
        return map.lookupBatch(from, next, Batch.of(keys.array(), values.array(), room), verb);
    }

    /** Returns whether the batch that was read is the last. */
    boolean isEnded() {
        return ended;
    }

    /** Returns how many elements were read. */
    int count() {
        return count;
    }

    /** Returns the entries that were read and leaves none. */
    List<Entry<K, V>> take() {
        List<Entry<K, V>> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            entries.add(entry(i));
        }
        count = 0;
        return entries;
    }

    byte[] keyBytes(int index) {
        return Arrays.copyOfRange(keys.array(), index * keyBytes, (index + 1) * keyBytes);
    }

    Entry<K, V> entry(int index) {
        K key = keyCodec.decode(at(keys, index, keyBytes));
        return new Entry<>(key, valueCodec.decode(at(values, index, valueBytes)), map.spec());
    }

    private static ByteBuffer at(ByteBuffer all, int index, int size) {
        int start = index * size;
        return all.limit(start + size).position(start);
    }
}
