package dev.bpflab.bpf;

import java.nio.ByteBuffer;

/** C's {@code bool}: a byte that is 0 or 1, of which every other number is read as true. */
record BoolCodec() implements Codec<Boolean> {
    @Override
    public int size() {
        return 1;
    }

    @Override
    public void encode(Boolean value, ByteBuffer to) {
        to.put((byte) (value ? 1 : 0));
    }

    @Override
    public Boolean decode(ByteBuffer from) {
        return from.get() != 0;
    }

    @Override
    public String name() {
        return "bool";
    }

    @Override
    public String declare(String variable) {
        return "bool " + variable;
    }

    @Override
    public Class<?> javaType() {
        return Boolean.class;
    }
}
