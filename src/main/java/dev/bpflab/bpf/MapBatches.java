package dev.bpflab.bpf;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Many elements of a map at once: by the batch commands where the map's type and the kernel have them, one by one where not.
 */
final class MapBatches<K, V> {
    private final MapBytes<K, V> map;

    MapBatches(MapBytes<K, V> map) {
        this.map = map;
    }

    /** Returns the entries from the first on, see {@link BpfMap#iterator}. */
    Iterator<Entry<K, V>> entries() {
        BatchWalk<K, V> walk = new BatchWalk<>(map, BatchWalk.roomFor(map), MapVerb.ITERATE);
        return walk.read() ? new BatchIterator<>(walk, canBeginAnew()) : new KeyIterator<>(map);
    }

    /** Counts the entries by a walk that leaves them as bytes; of an array it is known how many there are. */
    int count() {
        if (MapWords.isArray(map.spec())) {
            map.nextKey(null, new byte[map.keyBytes()]);
            return (int) Math.min(
                    Integer.MAX_VALUE, Integer.toUnsignedLong(map.spec().maxEntries()));
        }
        BatchWalk<K, V> walk = new BatchWalk<>(map, BatchWalk.roomFor(map), MapVerb.ITERATE);
        if (canBeginAnew() || !walk.read()) {
            int count = 0;
            for (Iterator<Entry<K, V>> entries = entries(); entries.hasNext(); entries.next()) {
                count++;
            }
            return count;
        }
        int count = walk.count();
        while (!walk.isEnded()) {
            walk.read();
            count += walk.count();
        }
        return count;
    }

    /** Tells whether a walk in batches goes by keys of which the last may be gone, so that it begins anew. */
    private boolean canBeginAnew() {
        return map.spec().type() == MapType.LPM_TRIE;
    }

    /** Returns the kernel's batches of at most so many entries, or fewer; more where a bucket has more. */
    Iterator<List<Entry<K, V>>> walk(int size, MapVerb verb) {
        if (size < 1) {
            throw new BpfException(
                    map.operation(verb), Errno.EINVAL, "a batch cannot have " + size + " entries", "use 1 or more");
        }
        return new Walk(new BatchWalk<>(map, Math.min(size, BatchWalk.roomFor(map)), verb), verb);
    }

    private final class Walk implements Iterator<List<Entry<K, V>>> {
        private final BatchWalk<K, V> walk;
        private final MapVerb verb;

        Walk(BatchWalk<K, V> walk, MapVerb verb) {
            this.walk = walk;
            this.verb = verb;
        }

        @Override
        public boolean hasNext() {
            while (walk.count() == 0 && !walk.isEnded()) {
                if (!walk.read()) {
                    throw MapFailures.of(map.operation(verb), verb, map.spec(), Errno.ENOTSUPP);
                }
            }
            return walk.count() > 0;
        }

        @Override
        public List<Entry<K, V>> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return walk.take();
        }
    }

    /** Removes everything and returns it. */
    List<Entry<K, V>> takeAll() {
        List<Entry<K, V>> all = new ArrayList<>();
        Iterator<List<Entry<K, V>>> batches = walk(BatchWalk.USUAL_ROOM, MapVerb.LOOKUP_AND_DELETE_BATCH);
        batches.forEachRemaining(all::addAll);
        return all;
    }

    /** Returns the values of keys in their order, null where there is none. */
    List<byte @Nullable []> lookup(Packed keys) {
        List<byte @Nullable []> values = new ArrayList<>(keys.count());
        for (int i = 0; i < keys.count(); i++) {
            map.checkInterrupt(MapVerb.LOOKUP);
            values.add(map.lookup(keys.part(i, 1), MapVerb.LOOKUP));
        }
        return values;
    }

    /** Sets the values of keys in their order, up to the first that fails. */
    void update(Packed keys, Packed values) {
        int room = BatchWalk.roomFor(map);
        for (int done = 0; done < keys.count(); done += room) {
            map.checkInterrupt(MapVerb.UPDATE_BATCH);
            int count = Math.min(room, keys.count() - done);
            BatchOutcome outcome = map.updateBatch(Batch.of(keys.part(done, count), values.part(done, count), count));
            if (isUnknown(outcome)) {
                updateEach(keys, values, done);
                return;
            }
            check(outcome, MapVerb.UPDATE_BATCH, done + outcome.count(), keys.count());
        }
    }

    private void updateEach(Packed keys, Packed values, int from) {
        for (int i = from; i < keys.count(); i++) {
            map.checkInterrupt(MapVerb.UPDATE);
            map.check(map.update(keys.part(i, 1), values.part(i, 1), UpdateFlag.ANY, MapVerb.UPDATE), MapVerb.UPDATE);
        }
    }

    /** Removes keys; returns how many were in the map. */
    int delete(Packed keys) {
        int room = BatchWalk.roomFor(map);
        int removed = 0;
        for (int done = 0; done < keys.count(); ) {
            map.checkInterrupt(MapVerb.DELETE_BATCH);
            int count = Math.min(room, keys.count() - done);
            BatchOutcome outcome = map.deleteBatch(Batch.ofKeys(keys.part(done, count), count));
            if (isUnknown(outcome)) {
                return removed + deleteEach(keys, done);
            }
            removed += outcome.count();
            done += outcome.count();
            if (outcome.result() == Errno.ENOENT.result()) {
                // The kernel stops at a key that is not there; it is passed over.
                done++;
            } else {
                check(outcome, MapVerb.DELETE_BATCH, done, keys.count());
            }
        }
        return removed;
    }

    private int deleteEach(Packed keys, int from) {
        int removed = 0;
        for (int i = from; i < keys.count(); i++) {
            map.checkInterrupt(MapVerb.DELETE);
            removed += map.delete(keys.part(i, 1)) ? 1 : 0;
        }
        return removed;
    }

    /** Tells whether a command did nothing because the map's type, or a kernel before 5.6, does not have it. */
    private static boolean isUnknown(BatchOutcome outcome) {
        boolean refused = outcome.result() == Errno.ENOTSUPP.result() || outcome.result() == Errno.EINVAL.result();
        return refused && outcome.count() == 0;
    }

    private void check(BatchOutcome outcome, MapVerb verb, int done, int of) {
        if (outcome.result() < 0) {
            String operation = map.operation(verb) + " after " + done + " of " + of + " entries";
            throw MapFailures.of(operation, verb, map.spec(), Errno.ofResult(outcome.result()));
        }
    }
}
