package dev.bpflab.bpf;

import java.nio.ByteBuffer;

/** Bare bytes. */
record BytesCodec(int size) implements Codec<ByteBuffer> {
    @Override
    public void encode(ByteBuffer value, ByteBuffer to) {
        if (value.remaining() != size) {
            throw new BpfException(
                    "encode bytes", Errno.EINVAL, "there are " + value.remaining() + " bytes", "give " + size);
        }
        to.put(value.duplicate());
    }

    @Override
    public ByteBuffer decode(ByteBuffer from) {
        byte[] bytes = new byte[size];
        from.get(bytes);
        return ByteBuffer.wrap(bytes).order(from.order());
    }

    @Override
    public String show(ByteBuffer value) {
        StringBuilder hex = new StringBuilder();
        for (int i = value.position(); i < value.limit(); i++) {
            hex.append(hex.isEmpty() ? "" : " ").append(String.format("%02x", value.get(i)));
        }
        return hex.toString();
    }

    @Override
    public String name() {
        return "bytes" + size;
    }

    @Override
    public Class<?> javaType() {
        return ByteBuffer.class;
    }
}
