package dev.bpflab.bpf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.function.LongFunction;

/**
 * Integers of 1, 2, 4 or 8 bytes, in the order of the buffer or always in network order.
 *
 * @param box makes the Java number of the 64-bit one
 */
record NumberCodec<T extends Number>(
        String name, int size, boolean signed, boolean networkOrder, Class<T> javaType, LongFunction<T> box)
        implements Codec<T> {
    /** Returns the codec of numbers that all fit an {@code int}. */
    static Codec<Integer> ofInt(String name, int size) {
        return of(name, size, Integer.class, number -> (int) number);
    }

    /** Returns the codec of numbers that need a {@code long}. */
    static Codec<Long> ofLong(String name, int size) {
        return of(name, size, Long.class, Long::valueOf);
    }

    private static <T extends Number> NumberCodec<T> of(String name, int size, Class<T> type, LongFunction<T> box) {
        return new NumberCodec<>(name, size, name.startsWith("i"), name.endsWith("be"), type, box);
    }

    int bits() {
        return size * 8;
    }

    @Override
    public int alignment() {
        return size;
    }

    @Override
    public void encode(T value, ByteBuffer to) {
        long number = value.longValue();
        if (extended(number) != number) {
            throw outOfRange(number);
        }
        switch (size) {
            case 1 -> to.put((byte) number);
            case 2 -> to.putShort((short) ordered(number, to));
            case 4 -> to.putInt((int) ordered(number, to));
            default -> to.putLong(ordered(number, to));
        }
    }

    @Override
    public T decode(ByteBuffer from) {
        long raw = switch (size) {
            case 1 -> from.get();
            case 2 -> ordered(from.getShort(), from);
            case 4 -> ordered(from.getInt(), from);
            default -> ordered(from.getLong(), from);
        };
        return box.apply(extended(raw));
    }

    @Override
    public String show(T value) {
        return signed ? value.toString() : Long.toUnsignedString(value.longValue());
    }

    @Override
    public String declare(String variable) {
        return "__" + (networkOrder ? "be" : signed ? "s" : "u") + bits() + " " + variable;
    }

    /** Compares two values as the numbers that they mean. */
    int compare(Number a, Number b) {
        return signed ? Long.compare(a.longValue(), b.longValue()) : Long.compareUnsigned(a.longValue(), b.longValue());
    }

    private long ordered(long number, ByteBuffer buffer) {
        return networkOrder && buffer.order() == ByteOrder.LITTLE_ENDIAN
                ? Long.reverseBytes(number) >>> (64 - bits())
                : number;
    }

    /** Returns the number that the lower bits mean; all 64 bits of a u64 fill a {@code long} whatever they mean. */
    private long extended(long number) {
        int unused = 64 - bits();
        return signed ? number << unused >> unused : number << unused >>> unused;
    }

    private BpfException outOfRange(long number) {
        long greatest = -1L >>> (64 - bits() + (signed ? 1 : 0));
        long least = signed ? -greatest - 1 : 0;
        String wider = (signed ? "i" : "u") + bits() * 2 + (networkOrder ? "be" : "");
        return new BpfException(
                "encode " + name,
                Errno.ERANGE,
                number + " does not fit " + bits() + " bits",
                "use " + least + " to " + greatest + ", or " + wider.toUpperCase(Locale.ROOT));
    }
}
