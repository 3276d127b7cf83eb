package dev.bpflab.bpf;

import java.nio.ByteBuffer;

/** The constants of a Java enum as C numbers them, from 0 in their order, in four bytes. */
record EnumCodec<E extends Enum<E>>(Class<E> type) implements Codec<E> {
    @Override
    public int size() {
        return 4;
    }

    @Override
    public int alignment() {
        return 4;
    }

    @Override
    public void encode(E value, ByteBuffer to) {
        to.putInt(value.ordinal());
    }

    @Override
    public E decode(ByteBuffer from) {
        int number = from.getInt();
        E[] constants = type.getEnumConstants();
        if (number < 0 || number >= constants.length) {
            throw new BpfException(
                    "decode " + name(),
                    Errno.ERANGE,
                    Integer.toUnsignedString(number) + " is none of its constants, 0 to " + (constants.length - 1),
                    "read it as U32, or add what is missing");
        }
        return constants[number];
    }

    @Override
    public String name() {
        return "enum " + type.getSimpleName();
    }

    @Override
    public String declare(String variable) {
        return name() + " " + variable;
    }

    @Override
    public Class<?> javaType() {
        return type;
    }
}
