package dev.bpflab.sim;

import dev.bpflab.isa.ContextField;
import dev.bpflab.isa.ContextFields;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The record of an event while it is written: fields where the tracepoint's format says, and behind them the text of those
 * that only say where it lies. The first eight bytes, the common fields, are the kernel's own while programs run: they
 * cannot be read.
 */
final class EventRecord {
    private final ContextFields fields;
    private final ByteBuffer fixed;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();

    EventRecord(ContextFields fields) {
        this.fields = fields;
        this.fixed = ByteBuffer.allocate(end(fields)).order(ByteOrder.nativeOrder());
    }

    /** Returns where the fields of a record end, in bytes. */
    static int end(ContextFields fields) {
        return fields.all().stream()
                .mapToInt(field -> field.offset() + field.size())
                .max()
                .orElse(0);
    }

    EventRecord put(String name, long value) {
        ContextField field = field(name);
        switch (field.size()) {
            case Byte.BYTES -> fixed.put(field.offset(), (byte) value);
            case Integer.BYTES -> fixed.putInt(field.offset(), (int) value);
            case Long.BYTES -> fixed.putLong(field.offset(), value);
            default -> throw new IllegalArgumentException("no number: " + field);
        }
        return this;
    }

    /** Puts a text and its zero, into the field where it is an array of characters. */
    EventRecord put(String name, String value) {
        ContextField field = field(name);
        byte[] bytes = (value + "\0").getBytes(StandardCharsets.UTF_8);
        if (field.isDataLoc()) {
            fixed.putInt(field.offset(), bytes.length << 16 | (fixed.capacity() + text.size()));
            text.writeBytes(bytes);
        } else {
            fixed.put(field.offset(), bytes, 0, Math.min(bytes.length, field.size()));
        }
        return this;
    }

    byte[] bytes() {
        int length = fixed.capacity() + text.size();
        // perf keeps the record's size in a u32 before it and both together on eight bytes.
        int padded = ((length + Integer.BYTES + 7) & ~7) - Integer.BYTES;
        return ByteBuffer.allocate(padded)
                .put(fixed.array())
                .put(text.toByteArray())
                .array();
    }

    private ContextField field(String name) {
        return fields.field(name)
                .orElseThrow(() -> new IllegalArgumentException(fields.of() + " has no field " + name));
    }
}
