package dev.bpflab.agent;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a message as {@link FieldWriter} wrote them. Every length is checked before anything is made of that
 * size; {@link WireException} for whatever is cut off, too large, out of range or left over.
 */
public final class FieldReader {
    private final ByteBuffer bytes;

    /** Creates a reader of these bytes. */
    public FieldReader(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    private void want(int count) {
        if (bytes.remaining() < count) {
            throw new WireException(
                    "a message that is cut off: " + count + " bytes should follow and " + bytes.remaining() + " do");
        }
    }

    /** Reads one byte, 0 to 255. */
    public int u8() {
        want(1);
        return bytes.get() & 0xff;
    }

    /** Reads a number of 32 bits. */
    public int i32() {
        want(Integer.BYTES);
        return bytes.getInt();
    }

    /** Reads a number of 64 bits. */
    public long i64() {
        want(Long.BYTES);
        return bytes.getLong();
    }

    /** Reads a number of 32 bits that lies between these. */
    public int between(int least, int most, String what) {
        int value = i32();
        if (value < least || value > most) {
            throw new WireException(what + " " + value + " where " + least + " to " + most + " is allowed");
        }
        return value;
    }

    /** Reads a truth value. */
    public boolean bool() {
        int value = u8();
        if (value > 1) {
            throw new WireException("a truth value of " + value);
        }
        return value == 1;
    }

    /** Reads one of these constants. */
    public <E extends Enum<E>> E constant(E[] all) {
        int number = u8();
        if (number >= all.length) {
            throw new WireException("number " + number + " where there are " + all.length + ", as "
                    + all[0].getDeclaringClass().getSimpleName());
        }
        return all[number];
    }

    /** Reads at most so many bytes. */
    public byte[] bytes(int most) {
        int length = i32();
        if (length < 0 || length > most) {
            throw new WireException(
                    "a field of " + Integer.toUnsignedString(length) + " bytes where " + most + " are allowed");
        }
        want(length);
        byte[] value = new byte[length];
        bytes.get(value);
        return value;
    }

    /** Reads a text of at most so many bytes. */
    public String text(int most) {
        return new String(bytes(most), StandardCharsets.UTF_8);
    }

    /** Reads a name. */
    public String name() {
        return text(WireLimits.NAME);
    }

    /** Reads a value that may be missing. */
    public <T> @Nullable T maybe(Function<FieldReader, T> read) {
        return bool() ? read.apply(this) : null;
    }

    /** Reads a list of at most so many elements, each of which takes a byte or more. */
    public <T> List<T> list(int most, Function<FieldReader, T> read) {
        int count = i32();
        if (count < 0 || count > most) {
            throw new WireException(
                    "a list of " + Integer.toUnsignedString(count) + " elements where " + most + " are allowed");
        }
        want(count);
        List<T> elements = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            elements.add(read.apply(this));
        }
        return elements;
    }

    /** Checks that nothing is left. */
    public void end() {
        if (bytes.hasRemaining()) {
            throw new WireException("a message with " + bytes.remaining() + " bytes too many");
        }
    }
}
