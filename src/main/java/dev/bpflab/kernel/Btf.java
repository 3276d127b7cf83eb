package dev.bpflab.kernel;

import dev.bpflab.kernel.BpfAttr.Command;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A type description as the kernel takes it (BTF): a header, the types from number 1 on, and the names. */
record Btf(NativeBuffer bytes) {
    static final int KIND_INT = 1 << 24;
    static final int KIND_ARRAY = 3 << 24;
    static final int KIND_FUNC = 12 << 24;
    static final int KIND_FUNC_PROTO = 13 << 24;
    static final int SIGNED_32_BITS = 1 << 24 | 32;
    static final int UNSIGNED_8_BITS = 8;

    private static final short MAGIC = (short) 0xeb9f;
    private static final int HEADER = 24;

    /** The attributes up to {@code btf_log_level}. */
    private static final int LOAD_SIZE = 28;

    /** Makes a description; {@code names} begins with a NUL and has one behind each. */
    static Btf of(byte[] types, String names) {
        byte[] strings = names.getBytes(StandardCharsets.US_ASCII);
        byte[] btf = new byte[HEADER + types.length + strings.length];
        ByteBuffer header = buffer(btf);
        header.putShort(MAGIC).put((byte) 1).put((byte) 0).putInt(HEADER);
        header.putInt(0).putInt(types.length).putInt(types.length).putInt(strings.length);
        header.put(types).put(strings);
        return new Btf(NativeBuffer.copyOf(btf));
    }

    static ByteBuffer buffer(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    }

    /** Gives the description to the kernel; returns a descriptor of it, or a negated errno. */
    int load() {
        BpfAttr attr = Scratch.ofThread().attr().clear();
        attr.u64(0, bytes.address()).u32(16, bytes.size());
        return NativeBuffer.holding(() -> attr.call(Command.BTF_LOAD, LOAD_SIZE), this);
    }
}
