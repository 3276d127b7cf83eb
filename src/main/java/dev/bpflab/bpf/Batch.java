package dev.bpflab.bpf;

/**
 * Many elements for one batch command: their keys one after the other, and their values likewise. The arrays may be longer
 * than the elements are; shorter ones are the caller's mistake and an {@link IllegalArgumentException}.
 *
 * @param keys {@code count} keys of the map's key size, given or to be filled in
 * @param values {@code count} values as the system call copies them ({@link MapType#valueBytes}), given or to be filled in;
 *     empty where none are wanted
 * @param count how many elements are given, or how many there is room for
 * @param elemFlags {@code elem_flags}; Linux takes BPF_F_LOCK (4) alone, and that only for values with a spin lock
 * @param flags {@code flags}; none is known so far
 */
public record Batch(byte[] keys, byte[] values, int count, long elemFlags, long flags) {
    private static final byte[] NONE = {};

    /** Returns a batch of these elements, without flags. */
    public static Batch of(byte[] keys, byte[] values, int count) {
        return new Batch(keys, values, count, 0, 0);
    }

    /** Returns a batch of keys alone, without flags. */
    public static Batch ofKeys(byte[] keys, int count) {
        return new Batch(keys, NONE, count, 0, 0);
    }

    /**
     * Returns how many bytes a place in a map takes ({@code in_batch}, {@code out_batch}): a hash's is the number of a
     * bucket, that of other types a key.
     */
    public static int placeBytes(int keySize) {
        return Math.max(Integer.BYTES, keySize);
    }

    /** Throws unless so many elements of these sizes fit the arrays. */
    public void checkLengths(int keyBytes, long valueBytes) {
        if (count < 0 || keys.length < (long) count * keyBytes || values.length < count * valueBytes) {
            throw new IllegalArgumentException("a batch of " + count + " elements of " + keyBytes + " and " + valueBytes
                    + " bytes does not fit " + keys.length + " and " + values.length + " bytes");
        }
    }
}
