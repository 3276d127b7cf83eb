package dev.bpflab.bpf;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * The keys of a map whose values userspace has set, and not a program: what counts what happened must not be told by hand. It
 * remembers some thousand; of more than that, it takes every key for one.
 */
public final class HandWritten {
    private static final int MOST = 4096;

    private final Set<ByteBuffer> keys = new HashSet<>();
    private boolean full;

    /** Notes that userspace has set a key, which is the same as deleting it when the value is all zeros. */
    public synchronized void set(byte[] key, byte[] value) {
        boolean zero = Arrays.equals(value, new byte[value.length]);
        if (zero) {
            keys.remove(ByteBuffer.wrap(key));
        } else if (keys.size() < MOST) {
            keys.add(ByteBuffer.wrap(key.clone()));
        } else {
            full |= !keys.contains(ByteBuffer.wrap(key));
        }
    }

    /** Notes the first elements of a batch, which were set. */
    public void set(Batch batch, int count, int keyBytes, int valueBytes) {
        for (int i = 0; i < count; i++) {
            set(
                    Arrays.copyOfRange(batch.keys(), i * keyBytes, (i + 1) * keyBytes),
                    Arrays.copyOfRange(batch.values(), i * valueBytes, (i + 1) * valueBytes));
        }
    }

    /** Notes that userspace has deleted a key. */
    public synchronized void deleted(byte[] key) {
        keys.remove(ByteBuffer.wrap(key));
    }

    /** Tells whether the value of a key was set by userspace. */
    public synchronized boolean contains(byte[] key) {
        return full || keys.contains(ByteBuffer.wrap(key));
    }
}
