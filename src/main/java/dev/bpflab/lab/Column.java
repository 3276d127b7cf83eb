package dev.bpflab.lab;

import dev.bpflab.bpf.Codec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How one column of a table of expected state is written and compared: one value, several, or one for each CPU.
 * {@link Columns#of} reads how a document names it.
 */
abstract sealed class Column permits ScalarColumn, GroupColumn, PerCpuColumn {
    /** Returns what the document and messages call it, such as {@code u32}. */
    abstract String name();

    /** Returns how many bytes a value takes; of a value for each CPU, one of them. */
    abstract int size();

    /** Returns the multiple of bytes at which C places it in a struct. */
    abstract int alignment();

    /** Tells whether a value is one number. */
    boolean isNumber() {
        return false;
    }

    /** Tells whether there is a value for each CPU. */
    boolean isPerCpu() {
        return false;
    }

    /** Tells whether values can be added up. */
    boolean canBeAdded() {
        return isNumber();
    }

    /** Returns the sum of two values that can be added. */
    Object add(Object a, Object b) {
        return (Long) a + (Long) b;
    }

    /** Returns the value that a cell writes; {@link IllegalArgumentException} when it writes none of this type. */
    abstract Object parse(String cell);

    /** Reads a value at the buffer's position, exactly {@link #size()} bytes. */
    abstract Object decode(ByteBuffer from);

    /** Returns the value as a cell writes it. */
    abstract String show(Object value);

    /** Compares two values of this column, numbers as their column takes them, signed or not. */
    abstract int compare(Object a, Object b);

    /** Reads a value from all of these bytes. */
    final Object decode(byte[] bytes) {
        return decode(ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()));
    }

    /** Returns the bytes of a value of some codec, in so many bytes. */
    static byte[] encode(Codec<?> codec, Object value, int size) {
        byte[] bytes = new byte[size];
        erased(codec).encode(value, ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()));
        return bytes;
    }

    /** Values come from the map that the codec belongs to, so they are of its type. */
    @SuppressWarnings("unchecked")
    static Codec<Object> erased(Codec<?> codec) {
        return (Codec<Object>) codec;
    }
}
