package dev.bpflab.kernel;

import java.nio.ByteBuffer;

/** The type description without which the kernel makes no storage for sockets, inodes, tasks or cgroups. */
final class ValueTypes {
    /** The number of the keys' type, an {@code int}: a descriptor. */
    static final int KEY = 1;

    /** The number of the values' type. */
    static final int VALUE = 3;

    private static final int INT = 16;
    private static final int ARRAY = 24;
    private static final String NAMES = "\0int\0unsigned char\0";
    private static final int CHAR = 2;

    private ValueTypes() {}

    /** Describes values of so many bytes. */
    static Btf ofBytes(int size) {
        byte[] types = new byte[2 * INT + ARRAY];
        ByteBuffer type = Btf.buffer(types);
        type.putInt(NAMES.indexOf("int"))
                .putInt(Btf.KIND_INT)
                .putInt(Integer.BYTES)
                .putInt(Btf.SIGNED_32_BITS);
        type.putInt(NAMES.indexOf("unsigned")).putInt(Btf.KIND_INT).putInt(1).putInt(Btf.UNSIGNED_8_BITS);
        type.putInt(0).putInt(Btf.KIND_ARRAY).putInt(0).putInt(CHAR).putInt(KEY).putInt(size);
        return Btf.of(types, NAMES);
    }
}
