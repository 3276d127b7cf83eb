package dev.bpflab.bpf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The seed's wrappers: keys and values as bytes in native byte order, one function for each constant of {@link Codecs},
 * and {@link #encode} and {@link #decode} for every other codec. What reads them is in {@link Readers}. Statically
 * imported at the prompt.
 */
public abstract class Values extends Readers {
    Values() {}

    /** Returns a value's bytes: {@code encode(CONN, new Conn("10.0.0.1", 443))}. */
    public static <T> ByteBuffer encode(Codec<T> codec, @Nullable T value) {
        String operation =
                "encode " + Fields.given(codec, "encode", "the codec").name();
        return ByteBuffer.wrap(Codecs.toBytes(codec, Fields.given(value, operation, "the value")))
                .order(ByteOrder.nativeOrder());
    }

    /** Returns the value that these bytes hold; EINVAL when there are more or fewer than the codec's. */
    public static <T> T decode(Codec<T> codec, ByteBuffer bytes) {
        String operation =
                "decode " + Fields.given(codec, "decode", "the codec").name();
        int given = Fields.given(bytes, operation, "the buffer").remaining();
        if (given != codec.size()) {
            String cause = "there are " + given + " bytes";
            throw new BpfException(operation, Errno.EINVAL, cause, "give the " + codec.size() + " of one value");
        }
        return codec.decode(bytes.duplicate().order(ByteOrder.nativeOrder()));
    }

    /** Returns the value that these bytes hold; EINVAL when there are more or fewer than the codec's. */
    public static <T> T decode(Codec<T> codec, byte[] bytes) {
        return decode(codec, ByteBuffer.wrap(bytes));
    }

    /** Returns an unsigned 8-bit number as one byte; ERANGE outside 0 to 255. */
    public static ByteBuffer u8(int value) {
        return encode(Codecs.U8, value);
    }

    /** Returns an unsigned 16-bit number as two bytes; ERANGE outside 0 to 65,535. */
    public static ByteBuffer u16(int value) {
        return encode(Codecs.U16, value);
    }

    /** Returns an unsigned 32-bit number as four bytes; ERANGE outside 0 to 4,294,967,295. */
    public static ByteBuffer u32(long value) {
        return encode(Codecs.U32, value);
    }

    /** Returns a 64-bit number as eight bytes. */
    public static ByteBuffer u64(long value) {
        return encode(Codecs.U64, value);
    }

    /** Returns a signed 8-bit number as one byte; ERANGE outside -128 to 127. */
    public static ByteBuffer i8(int value) {
        return encode(Codecs.I8, value);
    }

    /** Returns a signed 16-bit number as two bytes; ERANGE outside -32,768 to 32,767. */
    public static ByteBuffer i16(int value) {
        return encode(Codecs.I16, value);
    }

    /** Returns a signed 32-bit number as four bytes. */
    public static ByteBuffer i32(int value) {
        return encode(Codecs.I32, value);
    }

    /** Returns a signed 64-bit number as eight bytes. */
    public static ByteBuffer i64(long value) {
        return encode(Codecs.I64, value);
    }

    /** Returns an unsigned 16-bit number in network order as two bytes; ERANGE outside 0 to 65,535. */
    public static ByteBuffer u16be(int value) {
        return encode(Codecs.U16BE, value);
    }

    /** Returns an unsigned 32-bit number in network order as four bytes; ERANGE outside 0 to 4,294,967,295. */
    public static ByteBuffer u32be(long value) {
        return encode(Codecs.U32BE, value);
    }

    /** Returns a 64-bit number in network order as eight bytes. */
    public static ByteBuffer u64be(long value) {
        return encode(Codecs.U64BE, value);
    }

    /** Returns a truth value as one byte, 0 or 1. */
    public static ByteBuffer bool(boolean value) {
        return encode(Codecs.BOOL, value);
    }

    /** Returns an IPv4 address such as {@code 10.0.0.1} as four bytes. */
    public static ByteBuffer ipv4(String value) {
        return encode(Codecs.IPV4, value);
    }

    /** Returns an IPv6 address such as {@code 2001:db8::1} as sixteen bytes. */
    public static ByteBuffer ipv6(String value) {
        return encode(Codecs.IPV6, value);
    }

    /** Returns an Ethernet address such as {@code 02:00:00:00:00:01} as six bytes. */
    public static ByteBuffer mac(String value) {
        return encode(Codecs.MAC, value);
    }

    /** Returns a prefix such as {@code 10.1.0.0/16} as the eight bytes of a trie's key. */
    public static ByteBuffer ipv4Prefix(String value) {
        return encode(Codecs.IPV4_PREFIX, value);
    }

    /** Returns a prefix such as {@code 2001:db8::/32} as the twenty bytes of a trie's key. */
    public static ByteBuffer ipv6Prefix(String value) {
        return encode(Codecs.IPV6_PREFIX, value);
    }

    /** Returns a command name of at most 15 bytes as sixteen bytes. */
    public static ByteBuffer comm(String value) {
        return encode(Codecs.COMM, value);
    }

    /** Returns text as so many bytes, padded with NUL. */
    public static ByteBuffer text(String value, int size) {
        return encode(Codecs.text(size), value);
    }

    /** Returns a copy of these bytes. */
    public static ByteBuffer bytes(byte... data) {
        return ByteBuffer.wrap(data.clone()).order(ByteOrder.nativeOrder());
    }
}
