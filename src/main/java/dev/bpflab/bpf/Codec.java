package dev.bpflab.bpf;

import java.nio.ByteBuffer;

/**
 * How values of a Java type lie in a map's bytes, as C would have them there: a fixed number of bytes, an alignment, and
 * numbers in the byte order of the buffer, which is the machine's own wherever a map is read or written.
 *
 * @param <T> the Java type
 */
public interface Codec<T> {
    /** Returns how many bytes a value takes. */
    int size();

    /** Returns the multiple of bytes at which C places such a value in a struct: 1, 2, 4 or 8. */
    default int alignment() {
        return 1;
    }

    /** Writes a value at the buffer's position, exactly {@link #size()} bytes, each of them, whatever was there. */
    void encode(T value, ByteBuffer to);

    /** Reads a value at the buffer's position, exactly {@link #size()} bytes. */
    T decode(ByteBuffer from);

    /** Returns the value as people read it. */
    default String show(T value) {
        return String.valueOf(value);
    }

    /** Returns the name that tables and lab documents use, such as {@code u32}. */
    String name();

    /** Returns the C declaration of a variable of this type, such as {@code __u32 pid} or {@code char comm[16]}. */
    default String declare(String variable) {
        return "__u8 " + variable + "[" + size() + "]";
    }

    /** Returns the class of decoded values; {@link Object} when it is not known before one is decoded. */
    default Class<?> javaType() {
        return Object.class;
    }
}
