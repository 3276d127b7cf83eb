package dev.bpflab.isa;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A named place in the structure that a program is given as its context.
 *
 * @param name such as {@code prev_pid}
 * @param type as C writes it: {@code pid_t}, {@code char[16]}, {@code __data_loc char[]}
 * @param offset bytes from the beginning of the structure
 * @param size bytes
 * @param signed whether a number there has a sign
 */
public record ContextField(String name, String type, int offset, int size, boolean signed) {
    static final String DATA_LOC = "__data_loc";

    private static final Pattern ARRAY = Pattern.compile("(.*?)\\s*\\[(\\d{1,4})\\]");

    /**
     * Returns whether the place holds where the value lies and not the value: a u32 whose lower half is the value's offset from
     * the beginning of the structure, and whose upper half is its length, a text's zero included.
     */
    public boolean isDataLoc() {
        return type.startsWith(DATA_LOC);
    }

    /** Returns an element of the array that this is; empty when it is none, or shorter. */
    Optional<ContextField> element(int index) {
        Matcher array = ARRAY.matcher(type);
        int length = array.matches() ? Integer.parseInt(array.group(2)) : 0;
        if (index >= length) {
            return Optional.empty();
        }
        int each = size / length;
        return Optional.of(
                new ContextField(name + "[" + index + "]", array.group(1), offset + index * each, each, signed));
    }

    /** Returns this where it is a number, or its elements where it is an array of them. */
    List<ContextField> numbers() {
        if (isDataLoc()) {
            return List.of();
        }
        List<ContextField> elements = new ArrayList<>();
        for (Optional<ContextField> next = element(0); next.isPresent(); next = element(elements.size())) {
            elements.add(next.get());
        }
        return (elements.isEmpty() ? List.of(this) : elements)
                .stream().filter(ContextField::isNumber).toList();
    }

    private boolean isNumber() {
        return size == Byte.BYTES || size == Short.BYTES || size == Integer.BYTES || size == Long.BYTES;
    }

    /** Returns the number that stands there in a structure. */
    long get(ByteBuffer structure) {
        return switch (size) {
            case Byte.BYTES -> signed ? structure.get(offset) : structure.get(offset) & 0xffL;
            case Short.BYTES -> signed ? structure.getShort(offset) : structure.getShort(offset) & 0xffffL;
            case Integer.BYTES -> signed ? structure.getInt(offset) : structure.getInt(offset) & 0xffff_ffffL;
            default -> structure.getLong(offset);
        };
    }

    /** Sets the number there in a structure; {@link IllegalArgumentException} when this is none or too small. */
    void put(ByteBuffer structure, long value) {
        int bits = size * Byte.SIZE;
        if (!isNumber() || type.endsWith("]")) {
            throw new IllegalArgumentException("'" + name + "' is no number but " + type);
        }
        if (bits < Long.SIZE && value >> bits != 0 && value >> (bits - 1) != -1) {
            throw new IllegalArgumentException(value + " is too large for '" + name + "', which has " + bits + " bits");
        }
        switch (size) {
            case Byte.BYTES -> structure.put(offset, (byte) value);
            case Short.BYTES -> structure.putShort(offset, (short) value);
            case Integer.BYTES -> structure.putInt(offset, (int) value);
            default -> structure.putLong(offset, value);
        }
    }
}
