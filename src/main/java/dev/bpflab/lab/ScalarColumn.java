package dev.bpflab.lab;

import dev.bpflab.bpf.Codec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;

/** One value: a number, a text, an address, or bytes in hexadecimal. Numbers are {@link Long} whatever their size. */
final class ScalarColumn extends Column {
    private final Codec<Object> codec;

    ScalarColumn(Codec<?> codec) {
        this.codec = erased(codec);
    }

    @Override
    String name() {
        return codec.name();
    }

    @Override
    int size() {
        return codec.size();
    }

    @Override
    int alignment() {
        return codec.alignment();
    }

    @Override
    boolean isNumber() {
        return Number.class.isAssignableFrom(codec.javaType());
    }

    /** Tells whether values are text in Java, as addresses are too. */
    boolean isText() {
        return codec.javaType() == String.class;
    }

    private boolean isSigned() {
        return codec.name().startsWith("i");
    }

    @Override
    Object parse(String cell) {
        try {
            Object value = parsed(cell);
            // The codec knows which values there are: it refuses 256 as a u8 and 10.0.0 as an address.
            encode(codec, inJava(value), size());
            return value;
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("'" + cell + "' is no " + name(), e);
        }
    }

    private Object parsed(String cell) {
        if (isNumber()) {
            String digits = cell.replaceAll("[_,]", "");
            if (digits.startsWith("0x")) {
                return Long.parseUnsignedLong(digits.substring(2), 16);
            }
            return isSigned() ? Long.parseLong(digits) : Long.parseUnsignedLong(digits);
        }
        if (isText()) {
            return cell;
        }
        if (codec.javaType() == Boolean.class) {
            if (!cell.equals("true") && !cell.equals("false")) {
                throw new IllegalArgumentException("neither true nor false");
            }
            return Boolean.valueOf(cell);
        }
        return ByteBuffer.wrap(HexFormat.of().parseHex(cell.replace(" ", ""))).order(ByteOrder.nativeOrder());
    }

    /** Returns a number in the Java type that the codec takes. */
    private Object inJava(Object value) {
        return codec.javaType() == Integer.class ? (Object) Math.toIntExact((Long) value) : value;
    }

    @Override
    Object decode(ByteBuffer from) {
        Object value = codec.decode(from);
        return value instanceof Number number ? (Object) number.longValue() : value;
    }

    @Override
    String show(Object value) {
        return codec.show(inJava(value));
    }

    @Override
    int compare(Object a, Object b) {
        if (isNumber()) {
            return isSigned() ? Long.compare((Long) a, (Long) b) : Long.compareUnsigned((Long) a, (Long) b);
        }
        return Arrays.compareUnsigned(encode(codec, a, size()), encode(codec, b, size()));
    }
}
