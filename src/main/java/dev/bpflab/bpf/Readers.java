package dev.bpflab.bpf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The seed's readers: what lies in a buffer at an offset in bytes from its start, one function for each constant of
 * {@link Codecs}. EINVAL when the buffer ends before.
 */
public abstract class Readers {
    Readers() {}

    /** Returns the u8 at an offset in bytes from the buffer's start. */
    public static int readU8(ByteBuffer from, int offset) {
        return read(Codecs.U8, from, offset);
    }

    /** Returns the u8 at the buffer's start. */
    public static int readU8(ByteBuffer from) {
        return readU8(from, 0);
    }

    /** Returns the u16 at an offset in bytes from the buffer's start. */
    public static int readU16(ByteBuffer from, int offset) {
        return read(Codecs.U16, from, offset);
    }

    /** Returns the u16 at the buffer's start. */
    public static int readU16(ByteBuffer from) {
        return readU16(from, 0);
    }

    /** Returns the u32 at an offset in bytes from the buffer's start. */
    public static long readU32(ByteBuffer from, int offset) {
        return read(Codecs.U32, from, offset);
    }

    /** Returns the u32 at the buffer's start. */
    public static long readU32(ByteBuffer from) {
        return readU32(from, 0);
    }

    /** Returns the u64 at an offset in bytes from the buffer's start. */
    public static long readU64(ByteBuffer from, int offset) {
        return read(Codecs.U64, from, offset);
    }

    /** Returns the u64 at the buffer's start. */
    public static long readU64(ByteBuffer from) {
        return readU64(from, 0);
    }

    /** Returns the i8 at an offset in bytes from the buffer's start. */
    public static int readI8(ByteBuffer from, int offset) {
        return read(Codecs.I8, from, offset);
    }

    /** Returns the i8 at the buffer's start. */
    public static int readI8(ByteBuffer from) {
        return readI8(from, 0);
    }

    /** Returns the i16 at an offset in bytes from the buffer's start. */
    public static int readI16(ByteBuffer from, int offset) {
        return read(Codecs.I16, from, offset);
    }

    /** Returns the i16 at the buffer's start. */
    public static int readI16(ByteBuffer from) {
        return readI16(from, 0);
    }

    /** Returns the i32 at an offset in bytes from the buffer's start. */
    public static int readI32(ByteBuffer from, int offset) {
        return read(Codecs.I32, from, offset);
    }

    /** Returns the i32 at the buffer's start. */
    public static int readI32(ByteBuffer from) {
        return readI32(from, 0);
    }

    /** Returns the i64 at an offset in bytes from the buffer's start. */
    public static long readI64(ByteBuffer from, int offset) {
        return read(Codecs.I64, from, offset);
    }

    /** Returns the i64 at the buffer's start. */
    public static long readI64(ByteBuffer from) {
        return readI64(from, 0);
    }

    /** Returns the u16be at an offset in bytes from the buffer's start. */
    public static int readU16be(ByteBuffer from, int offset) {
        return read(Codecs.U16BE, from, offset);
    }

    /** Returns the u16be at the buffer's start. */
    public static int readU16be(ByteBuffer from) {
        return readU16be(from, 0);
    }

    /** Returns the u32be at an offset in bytes from the buffer's start. */
    public static long readU32be(ByteBuffer from, int offset) {
        return read(Codecs.U32BE, from, offset);
    }

    /** Returns the u32be at the buffer's start. */
    public static long readU32be(ByteBuffer from) {
        return readU32be(from, 0);
    }

    /** Returns the u64be at an offset in bytes from the buffer's start. */
    public static long readU64be(ByteBuffer from, int offset) {
        return read(Codecs.U64BE, from, offset);
    }

    /** Returns the u64be at the buffer's start. */
    public static long readU64be(ByteBuffer from) {
        return readU64be(from, 0);
    }

    /** Returns the bool at an offset in bytes from the buffer's start. */
    public static boolean readBool(ByteBuffer from, int offset) {
        return read(Codecs.BOOL, from, offset);
    }

    /** Returns the bool at the buffer's start. */
    public static boolean readBool(ByteBuffer from) {
        return readBool(from, 0);
    }

    /** Returns the ipv4 at an offset in bytes from the buffer's start. */
    public static String readIpv4(ByteBuffer from, int offset) {
        return read(Codecs.IPV4, from, offset);
    }

    /** Returns the ipv4 at the buffer's start. */
    public static String readIpv4(ByteBuffer from) {
        return readIpv4(from, 0);
    }

    /** Returns the ipv6 at an offset in bytes from the buffer's start. */
    public static String readIpv6(ByteBuffer from, int offset) {
        return read(Codecs.IPV6, from, offset);
    }

    /** Returns the ipv6 at the buffer's start. */
    public static String readIpv6(ByteBuffer from) {
        return readIpv6(from, 0);
    }

    /** Returns the mac at an offset in bytes from the buffer's start. */
    public static String readMac(ByteBuffer from, int offset) {
        return read(Codecs.MAC, from, offset);
    }

    /** Returns the mac at the buffer's start. */
    public static String readMac(ByteBuffer from) {
        return readMac(from, 0);
    }

    /** Returns the ipv4Prefix at an offset in bytes from the buffer's start. */
    public static String readIpv4Prefix(ByteBuffer from, int offset) {
        return read(Codecs.IPV4_PREFIX, from, offset);
    }

    /** Returns the ipv4Prefix at the buffer's start. */
    public static String readIpv4Prefix(ByteBuffer from) {
        return readIpv4Prefix(from, 0);
    }

    /** Returns the ipv6Prefix at an offset in bytes from the buffer's start. */
    public static String readIpv6Prefix(ByteBuffer from, int offset) {
        return read(Codecs.IPV6_PREFIX, from, offset);
    }

    /** Returns the ipv6Prefix at the buffer's start. */
    public static String readIpv6Prefix(ByteBuffer from) {
        return readIpv6Prefix(from, 0);
    }

    /** Returns the comm at an offset in bytes from the buffer's start. */
    public static String readComm(ByteBuffer from, int offset) {
        return read(Codecs.COMM, from, offset);
    }

    /** Returns the comm at the buffer's start. */
    public static String readComm(ByteBuffer from) {
        return readComm(from, 0);
    }

    /** Returns the text in so many bytes from an offset in bytes from the buffer's start. */
    public static String readText(ByteBuffer from, int offset, int size) {
        return read(Codecs.text(size), from, offset);
    }

    /** Returns a copy of so many bytes from an offset in bytes from the buffer's start. */
    public static byte[] readBytes(ByteBuffer from, int offset, int length) {
        byte[] copy = new byte[length];
        from.get(offset, copy);
        return copy;
    }

    private static <T> T read(Codec<T> codec, ByteBuffer from, int offset) {
        String operation = "read " + codec.name();
        int limit = Fields.given(from, operation, "the buffer").limit();
        if (offset < 0 || offset > limit - codec.size()) {
            String cause = "there are " + limit + " bytes, and it would be at " + offset + " to "
                    + ((long) offset + codec.size());
            throw new BpfException(operation, Errno.EINVAL, cause, "use a smaller offset");
        }
        return codec.decode(from.duplicate().position(offset).order(ByteOrder.nativeOrder()));
    }
}
