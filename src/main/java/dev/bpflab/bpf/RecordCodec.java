package dev.bpflab.bpf;

import java.nio.ByteBuffer;

/**
 * The records of a ring buffer, each in this codec. {@link #size()} is the map's {@code value_size}, which is 0: how long a
 * record is the program decides.
 */
record RecordCodec<V>(Codec<V> one) implements Codec<V> {
    @Override
    public int size() {
        return 0;
    }

    @Override
    public void encode(V value, ByteBuffer to) {
        throw new BpfException(
                "encode a record", Errno.ENOTSUPP, "only programs write to a ring buffer", "use a queue for both ways");
    }

    @Override
    public V decode(ByteBuffer from) {
        if (from.remaining() != one.size()) {
            throw new BpfException(
                    "decode a record",
                    Errno.EMSGSIZE,
                    "it has " + from.remaining() + " bytes, " + one.name() + " has " + one.size(),
                    "make the ring buffer with another codec, or without one for bare bytes");
        }
        return one.decode(from);
    }

    @Override
    public String show(V value) {
        return one.show(value);
    }

    @Override
    public String name() {
        return one.name();
    }
}
