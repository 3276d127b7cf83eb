package dev.bpflab.agent;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Writes the fields of a message one behind the other: numbers in network order, texts and bytes behind their length. */
public final class FieldWriter {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** Writes one byte. */
    public FieldWriter u8(int value) {
        bytes.write(value);
        return this;
    }

    /** Writes a number of 32 bits. */
    public FieldWriter i32(int value) {
        return u8(value >>> 24).u8(value >>> 16).u8(value >>> 8).u8(value);
    }

    /** Writes a number of 64 bits. */
    public FieldWriter i64(long value) {
        return i32((int) (value >>> 32)).i32((int) value);
    }

    /** Writes a truth value. */
    public FieldWriter bool(boolean value) {
        return u8(value ? 1 : 0);
    }

    /** Writes a constant by its number. */
    public FieldWriter constant(Enum<?> value) {
        return u8(value.ordinal());
    }

    /** Writes bytes behind their length. */
    public FieldWriter bytes(byte[] value) {
        i32(value.length);
        bytes.writeBytes(value);
        return this;
    }

    /** Writes a text behind its length in bytes. */
    public FieldWriter text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes whether there is a value, and it. */
    public <T> FieldWriter maybe(@Nullable T value, BiConsumer<FieldWriter, T> write) {
        bool(value != null);
        if (value != null) {
            write.accept(this, value);
        }
        return this;
    }

    /** Writes how many elements there are, and each. */
    public <T> FieldWriter list(Collection<? extends T> elements, BiConsumer<FieldWriter, T> write) {
        i32(elements.size());
        elements.forEach(element -> write.accept(this, element));
        return this;
    }

    /** Writes the fields of another. */
    public FieldWriter all(FieldWriter other) {
        bytes.writeBytes(other.toBytes());
        return this;
    }

    /** Returns how many bytes there are so far. */
    public int size() {
        return bytes.size();
    }

    /** Returns the fields as bytes. */
    public byte[] toBytes() {
        return bytes.toByteArray();
    }
}
