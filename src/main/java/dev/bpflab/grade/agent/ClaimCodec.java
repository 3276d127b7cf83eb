package dev.bpflab.grade.agent;

import dev.bpflab.bpf.Codec;
import java.nio.ByteBuffer;

/**
 * The keys or values of a map of the agent's: bytes, and {@linkplain Encoded what the agent claims} to be entries of this map.
 *
 * @param size the bytes of a key, or of one value
 * @param fd the map's descriptor
 * @param whole whether a value is all bytes that there are, as it is where each CPU has one
 */
record ClaimCodec(int size, int fd, boolean whole) implements Codec<Object> {
    /** Writes bytes, or a claim; {@link ClassCastException} for what is neither, or is none of this map's. */
    @Override
    public void encode(Object value, ByteBuffer to) {
        ByteBuffer bytes;
        if (value instanceof ByteBuffer given) {
            bytes = given.duplicate();
        } else {
            byte[] claimed = ((Encoded) value).bytes().in(fd);
            if (claimed == null) {
                throw new ClassCastException("it is no entry of this map");
            }
            bytes = ByteBuffer.wrap(claimed);
        }
        if (bytes.remaining() != (whole ? to.remaining() : size)) {
            throw new ClassCastException("it has " + bytes.remaining() + " bytes");
        }
        to.put(bytes);
    }

    @Override
    public Object decode(ByteBuffer from) {
        byte[] bytes = new byte[whole ? from.remaining() : size];
        from.get(bytes);
        return ByteBuffer.wrap(bytes).order(from.order());
    }

    @Override
    public String name() {
        return "bytes" + size;
    }
}
