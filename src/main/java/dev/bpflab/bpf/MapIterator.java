package dev.bpflab.bpf;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Walks a map by BPF_MAP_GET_NEXT_KEY, one key ahead, so that the entry just returned may be deleted. */
final class MapIterator<K, V> implements Iterator<Entry<K, V>> {
    private final BpfMap<K, V> map;
    private byte @Nullable [] ahead;
    private @Nullable Entry<K, V> found;

    MapIterator(BpfMap<K, V> map) {
        this.map = map;
        this.ahead = after(null);
    }

    @Override
    public boolean hasNext() {
        // A key that was deleted since its turn came near has no value any more: pass on to the next.
        while (found == null && ahead != null) {
            byte[] key = ahead;
            byte[] value = map.lookupBytes(key);
            ahead = after(key);
            if (value != null) {
                found = new Entry<>(
                        Codecs.fromBytes(map.spec().key(), key),
                        Codecs.fromBytes(map.spec().value(), value));
            }
        }
        return found != null;
    }

    @Override
    public Entry<K, V> next() {
        if (!hasNext() || found == null) {
            throw new NoSuchElementException();
        }
        Entry<K, V> entry = found;
        found = null;
        return entry;
    }

    private byte @Nullable [] after(byte @Nullable [] key) {
        byte[] next = new byte[map.spec().key().size()];
        return map.nextKeyBytes(key, next) ? next : null;
    }
}
