package dev.bpflab.bpf;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a map read in batches. A hash is walked bucket by bucket, so that whatever is deleted meanwhile, a key
 * comes once and none is missed; a trie goes on behind the last key of a batch and begins anew when that is gone, so that
 * what was returned of it is remembered and passed over.
 */
final class BatchIterator<K, V> implements Iterator<Entry<K, V>> {
    private final BatchWalk<K, V> walk;
    private final @Nullable Set<ByteBuffer> returned;
    private int index;
    private boolean ready;

    /** Goes on with a walk whose first batch was read. */
    BatchIterator(BatchWalk<K, V> walk, boolean canBeginAnew) {
        this.walk = walk;
        returned = canBeginAnew ? new HashSet<>() : null;
    }

    @Override
    public boolean hasNext() {
        while (!ready) {
            if (index < walk.count()) {
                ready = returned == null || returned.add(ByteBuffer.wrap(walk.keyBytes(index)));
                index += ready ? 0 : 1;
            } else if (walk.isEnded()) {
                return false;
            } else {
                walk.read();
                index = 0;
            }
        }
        return true;
    }

    @Override
    public Entry<K, V> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        ready = false;
        return walk.entry(index++);
    }

    @Override
    public String toString() {
        return "iterator over a map's entries";
    }
}
