package dev.bpflab.bpf;

import java.nio.ByteBuffer;

/**
 * How values of a Java type lie in a map's bytes: a fixed number of them, in native byte order.
 *
 * @param <T> the Java type
 */
public interface Codec<T> {
    /** Returns how many bytes a value takes. */
    int size();

    /** Writes a value at the buffer's position, exactly {@link #size()} bytes. */
    void encode(T value, ByteBuffer to);

    /** Reads a value at the buffer's position, exactly {@link #size()} bytes. */
    T decode(ByteBuffer from);

    /** Returns the value as people read it. */
    default String show(T value) {
        return String.valueOf(value);
    }

    /** Returns the name that tables and lab documents use, such as {@code u32}. */
    String name();
}
