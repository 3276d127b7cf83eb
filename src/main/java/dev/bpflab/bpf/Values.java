package dev.bpflab.bpf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The seed's wrappers and readers: keys and values as bytes in native byte order. Statically imported at the prompt. */
public final class Values {
    private Values() {}

    /** Returns an unsigned 32-bit number as four bytes; ERANGE outside 0 to 4,294,967,295. */
    public static ByteBuffer u32(long value) {
        return encoded(Codecs.U32, value);
    }

    /** Returns a 64-bit number as eight bytes. */
    public static ByteBuffer u64(long value) {
        return encoded(Codecs.U64, value);
    }

    /** Returns a copy of these bytes. */
    public static ByteBuffer bytes(byte... data) {
        return ByteBuffer.wrap(data.clone()).order(ByteOrder.nativeOrder());
    }

    /** Returns the unsigned 32-bit number at an offset in bytes from the buffer's start. */
    public static long readU32(ByteBuffer from, int offset) {
        return ordered(from).getInt(offset) & 0xffff_ffffL;
    }

    /** Returns the unsigned 32-bit number at the buffer's start. */
    public static long readU32(ByteBuffer from) {
        return readU32(from, 0);
    }

    /** Returns the 64-bit number at an offset in bytes from the buffer's start. */
    public static long readU64(ByteBuffer from, int offset) {
        return ordered(from).getLong(offset);
    }

    /** Returns the 64-bit number at the buffer's start. */
    public static long readU64(ByteBuffer from) {
        return readU64(from, 0);
    }

    /** Returns a copy of so many bytes from an offset in bytes from the buffer's start. */
    public static byte[] readBytes(ByteBuffer from, int offset, int length) {
        byte[] copy = new byte[length];
        from.get(offset, copy);
        return copy;
    }

    private static ByteBuffer ordered(ByteBuffer buffer) {
        return buffer.duplicate().order(ByteOrder.nativeOrder());
    }

    private static <T> ByteBuffer encoded(Codec<T> codec, T value) {
        return ByteBuffer.wrap(Codecs.toBytes(codec, value)).order(ByteOrder.nativeOrder());
    }
}
