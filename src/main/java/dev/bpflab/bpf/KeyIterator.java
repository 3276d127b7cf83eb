package dev.bpflab.bpf;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks a map by BPF_MAP_GET_NEXT_KEY where there are no batches, one key ahead, so that the entry just returned may be deleted. Behind a key that was
 * deleted meanwhile the kernel begins anew; keys that were returned are passed over then, so that each comes once.
 */
final class KeyIterator<K, V> implements Iterator<Entry<K, V>> {
    private final MapBytes<K, V> map;
    private final boolean canRestart;
    private final Set<ByteBuffer> returned = new HashSet<>();
    private byte @Nullable [] ahead;
    private @Nullable Entry<K, V> found;

    KeyIterator(MapBytes<K, V> map) {
        this.map = map;
        this.canRestart = map.spec().type() != MapType.ARRAY && map.spec().type() != MapType.PERCPU_ARRAY;
        this.ahead = after(null);
    }

    @Override
    public boolean hasNext() {
        // A key that was deleted since its turn came near has no value any more: pass on to the next.
        while (found == null && ahead != null) {
            byte[] key = ahead;
            byte[] value = map.lookup(key, MapVerb.ITERATE);
            ahead = after(key);
            if (value != null && isFirst(key)) {
                found = map.spec().entry(key, value);
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

    @Override
    public String toString() {
        return "iterator over a map's entries";
    }

    /** Nothing can be deleted from an array, so what was returned of it need not be remembered. */
    private boolean isFirst(byte[] key) {
        return !canRestart || returned.add(ByteBuffer.wrap(key));
    }

    private byte @Nullable [] after(byte @Nullable [] key) {
        map.checkInterrupt(MapVerb.ITERATE);
        byte[] next = new byte[map.keyBytes()];
        return map.nextKey(key, next) ? next : null;
    }
}
