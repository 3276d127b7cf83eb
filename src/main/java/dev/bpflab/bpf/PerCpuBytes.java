package dev.bpflab.bpf;

import java.nio.ByteBuffer;

/** The bytes of all CPUs' values as the system call copies them; {@link #size()} is that of one value. */
record PerCpuBytes(int size) implements Codec<ByteBuffer> {
    @Override
    public void encode(ByteBuffer value, ByteBuffer to) {
        if (value.remaining() != to.remaining()) {
            throw new BpfException(
                    "encode bytes",
                    Errno.EINVAL,
                    "there are " + value.remaining() + " bytes",
                    "give " + to.remaining() + ", those of every possible CPU");
        }
        to.put(value.duplicate());
    }

    @Override
    public ByteBuffer decode(ByteBuffer from) {
        byte[] bytes = new byte[from.remaining()];
        from.get(bytes);
        return ByteBuffer.wrap(bytes).order(from.order());
    }

    @Override
    public String show(ByteBuffer value) {
        return Codecs.bytes(value.remaining()).show(value);
    }

    @Override
    public String name() {
        return "bytes" + size + " per CPU";
    }
}
