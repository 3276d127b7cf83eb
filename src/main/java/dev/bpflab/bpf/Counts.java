package dev.bpflab.bpf;

import java.nio.ByteBuffer;
import java.util.OptionalLong;

/** What a map's value has counted. */
public final class Counts {
    private Counts() {}

    /** Returns a number, the sum of those of all CPUs, or what bytes as long as a number are; empty for anything else. */
    public static OptionalLong of(Object value) {
        if (value instanceof Number number) {
            return OptionalLong.of(number.longValue());
        }
        if (value instanceof PerCpu<?> each) {
            return OptionalLong.of(each.sum());
        }
        if (value instanceof ByteBuffer bytes && bytes.remaining() == Long.BYTES) {
            return OptionalLong.of(Values.readU64(bytes));
        }
        if (value instanceof ByteBuffer bytes && bytes.remaining() == Integer.BYTES) {
            return OptionalLong.of(Values.readU32(bytes));
        }
        return OptionalLong.empty();
    }
}
