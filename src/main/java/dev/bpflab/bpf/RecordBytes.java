package dev.bpflab.bpf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The records of a ring buffer as bare bytes, of any length. {@code size} is the map's {@code value_size}, which must be 0. */
record RecordBytes(int size) implements Codec<ByteBuffer> {
    @Override
    public void encode(ByteBuffer value, ByteBuffer to) {
        new RecordCodec<>(this).encode(value, to);
    }

    @Override
    public ByteBuffer decode(ByteBuffer from) {
        byte[] bytes = new byte[from.remaining()];
        from.get(bytes);
        return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    }

    @Override
    public String show(ByteBuffer value) {
        return Codecs.bytes(value.remaining()).show(value);
    }

    @Override
    public String name() {
        return "bytes";
    }
}
