package dev.bpflab.bpf;

import java.nio.ByteBuffer;

/** Takes keys and values that a user gives as bytes, of exactly the map's sizes: the kernel could not tell and would read on. */
final class RawBytes {
    private RawBytes() {}

    static byte[] key(MapBytes<?, ?> map, ByteBuffer key, MapVerb verb) {
        return exactly(key, map.keyBytes(), map.operation(verb), "key", "the map's key_size is ");
    }

    static byte[] value(MapBytes<?, ?> map, ByteBuffer value, MapVerb verb) {
        String size = map.spec().type().isPerCpu() ? "the values of all CPUs have " : "the map's value_size is ";
        return exactly(value, map.valueBytes(), map.operation(verb), "value", size);
    }

    private static byte[] exactly(ByteBuffer given, int wanted, String operation, String what, String size) {
        byte[] bytes = new byte[given.remaining()];
        given.duplicate().get(bytes);
        if (bytes.length != wanted) {
            throw new BpfException(
                    operation,
                    Errno.EINVAL,
                    "the " + what + " has " + bytes.length + " bytes, " + size + wanted,
                    remedy(wanted));
        }
        return bytes;
    }

    private static String remedy(int size) {
        return switch (size) {
            case 4 -> "use u32(…)";
            case 8 -> "use u64(…)";
            default -> "give exactly that many";
        };
    }
}
