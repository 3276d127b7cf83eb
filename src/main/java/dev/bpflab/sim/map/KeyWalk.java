package dev.bpflab.sim.map;

import dev.bpflab.bpf.Batch;
import dev.bpflab.bpf.BatchOutcome;
import dev.bpflab.bpf.Errno;
import org.jspecify.annotations.Nullable;

/** Looking up many elements key after key, as the kernel does where there are no buckets ({@code generic_map_lookup_batch}). */
final class KeyWalk {
    private KeyWalk() {}

    static BatchOutcome lookupBatch(SimMap map, byte @Nullable [] from, byte[] next, Batch batch) {
        if (batch.elemFlags() != 0) {
            return new BatchOutcome(Errno.EINVAL.result(), 0);
        }
        byte[] key = new byte[map.attr().keySize()];
        byte[] value = new byte[map.valueBytes()];
        byte @Nullable [] last = null;
        if (from != null) {
            last = new byte[key.length];
            System.arraycopy(from, 0, last, 0, key.length);
        }
        int copied = 0;
        int result = 0;
        while (result == 0 && copied < batch.count()) {
            result = map.nextKey(last, key);
            if (result == 0) {
                // A key that was removed just now is passed over.
                if (map.lookup(key, value) == 0) {
                    System.arraycopy(key, 0, batch.keys(), copied * key.length, key.length);
                    System.arraycopy(value, 0, batch.values(), copied * value.length, value.length);
                    copied++;
                }
                last = key.clone();
            }
        }
        if (copied > 0 && last != null) {
            System.arraycopy(last, 0, next, 0, last.length);
        }
        return new BatchOutcome(result, copied);
    }
}
