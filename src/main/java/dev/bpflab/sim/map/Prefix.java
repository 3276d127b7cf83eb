package dev.bpflab.sim.map;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The first bits of a key of an LPM trie ({@code struct bpf_lpm_trie_key}): their number as a u32, then the bytes, the
 * highest bit first. Ordered as the kernel walks: below a prefix first what goes on with 0, then with 1, then itself.
 *
 * @param length how many bits count
 * @param data the bytes, of which later bits mean nothing
 */
record Prefix(int length, byte[] data) implements Comparable<Prefix> {
    static final int HEADER = 4;

    /** Returns the number of bits that a key says it has; unsigned. */
    static int lengthOf(byte[] key) {
        return ByteBuffer.wrap(key).order(ByteOrder.nativeOrder()).getInt(0);
    }

    /** Returns the first so many bits of a key. */
    static Prefix of(byte[] key, int length) {
        return new Prefix(length, Arrays.copyOfRange(key, HEADER, key.length));
    }

    /** Returns the same bits without those from this one on. */
    Prefix first(int bits) {
        return new Prefix(bits, data);
    }

    @Override
    public int compareTo(Prefix other) {
        int common = Math.min(length, other.length);
        for (int i = 0; i * 8 < common; i++) {
            int mask = common - i * 8 >= 8 ? 0xff : (0xff00 >> (common - i * 8)) & 0xff;
            int order = Integer.compare(data[i] & mask, other.data[i] & mask);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(other.length, length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Prefix prefix && compareTo(prefix) == 0;
    }

    @Override
    public int hashCode() {
        return length;
    }
}
