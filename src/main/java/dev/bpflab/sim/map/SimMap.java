package dev.bpflab.sim.map;

import dev.bpflab.bpf.Batch;
import dev.bpflab.bpf.BatchOutcome;
import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.MapAttr;
import org.jspecify.annotations.Nullable;

/**
 * A simulated map as both the system call and programs use it. Results are the kernel's: zero, or a negated errno. Keys
 * have exactly the map's size; values too, but that the system call reads and writes those of all CPUs together where
 * each has its own ({@link dev.bpflab.bpf.MapType#valueBytes}). Any thread may call any method.
 */
public interface SimMap {
    /** Returns how the map was made. */
    MapAttr attr();

    /** Returns how many bytes the system call copies for one key. */
    int valueBytes();

    /** Returns the address of a key's value for a program on this CPU, or 0 when there is none. */
    long address(byte[] key, int cpu);

    /** Copies a key's value out for the system call. */
    int lookup(byte[] key, byte[] value);

    /** Sets a key's value by the system call; {@code flags} as in bpf(2). */
    int update(byte[] key, byte[] value, long flags);

    /** Sets a key's value by a program on this CPU; {@code flags} as in bpf(2). */
    int update(byte[] key, byte[] value, long flags, int cpu);

    /** Removes a key. */
    int delete(byte[] key);

    /** Copies a key's value out for the system call and removes the key; ENOTSUPP where the kernel has no such operation. */
    default int lookupAndDelete(byte[] key, byte[] value) {
        return Errno.ENOTSUPP.result();
    }

    /** Copies the key after this one, the first for null or for a key that is not in the map. */
    int nextKey(byte @Nullable [] key, byte[] next);

    /** Returns a walk for bpf_for_each_map_elem, null where the kernel has none for the type. */
    default @Nullable MapCursor cursor() {
        return null;
    }

    /**
     * Copies elements out from a place on, and removes them when asked to; ENOTSUPP where the kernel has no such operation.
     *
     * @see dev.bpflab.bpf.BatchCommands#lookupBatch
     */
    default BatchOutcome lookupBatch(byte @Nullable [] from, byte[] next, Batch batch, boolean removing) {
        return new BatchOutcome(Errno.ENOTSUPP.result(), 0);
    }

    /** Returns whether the kernel updates many keys of such a map in one call. */
    default boolean takesBatches() {
        return false;
    }

    /** Returns whether the kernel removes many keys of such a map in one call. */
    default boolean deletesBatches() {
        return false;
    }

    /**
     * An address among a map's values.
     *
     * @param key whose value it is; null for an element that no key has now
     * @param offset the byte in the value, or in the values of all CPUs
     */
    record Place(byte @Nullable [] key, int offset) {}

    /** Returns what lies at an address in this map, null when nothing of it; looks at every key if it must. */
    default @Nullable Place locate(long address) {
        return null;
    }

    /** Gives the map's memory back; addresses in it fault from now on. */
    void free();
}
