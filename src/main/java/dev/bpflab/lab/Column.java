package dev.bpflab.lab;

import dev.bpflab.bpf.Codec;
import dev.bpflab.bpf.Codecs;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How one column of a table of expected state is written and compared: {@code u32}, {@code u64}, {@code textN} for
 * NUL-padded text in N bytes, {@code bytesN} for N bytes in hexadecimal.
 */
final class Column {
    static final String KNOWN = "u32, u64, text<N>, bytes<N>";

    private static final Pattern SIZED = Pattern.compile("(text|bytes)(\\d{1,4})");

    private final Codec<Object> codec;

    private Column(Codec<?> codec) {
        this.codec = erased(codec);
    }

    /**
     * Returns the column of this name.
     *
     * @throws IllegalArgumentException when there is none
     */
    static Column of(String name) {
        Matcher sized = SIZED.matcher(name);
        if (name.equals("u32")) {
            return new Column(Codecs.U32);
        } else if (name.equals("u64")) {
            return new Column(Codecs.U64);
        } else if (sized.matches()) {
            int size = Integer.parseInt(sized.group(2));
            return new Column(sized.group(1).equals("text") ? Codecs.text(size) : Codecs.bytes(size));
        }
        throw new IllegalArgumentException("unknown map codec '" + name + "'; known are " + KNOWN);
    }

    String name() {
        return codec.name();
    }

    int size() {
        return codec.size();
    }

    boolean isNumber() {
        return codec.name().startsWith("u");
    }

    /** Returns the value that a cell writes; {@link IllegalArgumentException} when it writes none of this type. */
    Object parse(String cell) {
        try {
            if (isNumber()) {
                String digits = cell.replaceAll("[_,]", "");
                return digits.startsWith("0x")
                        ? Long.parseUnsignedLong(digits.substring(2), 16)
                        : Long.parseUnsignedLong(digits);
            }
            return codec.name().startsWith("text")
                    ? cell
                    : ByteBuffer.wrap(HexFormat.of().parseHex(cell.replace(" ", "")))
                            .order(ByteOrder.nativeOrder());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + cell + "' is no " + name(), e);
        }
    }

    Object decode(byte[] bytes) {
        return codec.decode(ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()));
    }

    byte[] encode(Object value) {
        return encode(codec, value);
    }

    String show(Object value) {
        return codec.show(value);
    }

    /** Compares two values of this column, numbers as unsigned ones. */
    int compare(Object a, Object b) {
        return isNumber()
                ? Long.compareUnsigned((Long) a, (Long) b)
                : java.util.Arrays.compareUnsigned(encode(a), encode(b));
    }

    static byte[] encode(Codec<?> codec, Object value) {
        byte[] bytes = new byte[codec.size()];
        erased(codec).encode(value, ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()));
        return bytes;
    }

    /** Values come from the same column or from the map that the codec belongs to, so they are of its type. */
    @SuppressWarnings("unchecked")
    private static Codec<Object> erased(Codec<?> codec) {
        return (Codec<Object>) codec;
    }
}
