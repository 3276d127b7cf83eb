package dev.bpflab.bpf;

import java.nio.ByteBuffer;

/** Takes keys and values that a user gives as bytes, of exactly the map's sizes: the kernel could not tell and would read on. */
final class RawBytes {
    private RawBytes() {}

    static byte[] key(BpfMap<?, ?> map, ByteBuffer key, String verb) {
        return exactly(key, map.spec().key(), map.operation(verb), "key");
    }

    static byte[] value(BpfMap<?, ?> map, ByteBuffer value, String verb) {
        return exactly(value, map.spec().value(), map.operation(verb), "value");
    }

    private static byte[] exactly(ByteBuffer given, Codec<?> codec, String operation, String what) {
        byte[] bytes = new byte[given.remaining()];
        given.duplicate().get(bytes);
        if (bytes.length != codec.size()) {
            throw new BpfException(
                    operation,
                    Errno.EINVAL,
                    "the " + what + " has " + bytes.length + " bytes, the map's " + what + "_size is " + codec.size(),
                    remedy(codec.size()));
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
