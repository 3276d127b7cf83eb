package dev.bpflab.bpf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * The codecs: how numbers, addresses, text, arrays and records lie in a map's bytes, as they would in C. A number is an
 * {@code int} where every value fits, otherwise a {@code long}; it lies in the machine's byte order unless its name ends
 * in BE. Statically imported at the prompt, where each constant has a function that makes the bytes of one value:
 * {@code U16BE}, {@code u16be(443)}, see {@link Values}.
 */
public final class Codecs {
    /** Unsigned 8-bit integers, 0 to 255. */
    public static final Codec<Integer> U8 = NumberCodec.ofInt("u8", 1);

    /** Unsigned 16-bit integers, 0 to 65,535. */
    public static final Codec<Integer> U16 = NumberCodec.ofInt("u16", 2);

    /** Unsigned 32-bit integers, 0 to 4,294,967,295. */
    public static final Codec<Long> U32 = NumberCodec.ofLong("u32", 4);

    /** Unsigned 64-bit integers; values from 2^63 on are negative in Java and shown as the unsigned number. */
    public static final Codec<Long> U64 = NumberCodec.ofLong("u64", 8);

    /** Signed 8-bit integers, -128 to 127. */
    public static final Codec<Integer> I8 = NumberCodec.ofInt("i8", 1);

    /** Signed 16-bit integers, -32,768 to 32,767. */
    public static final Codec<Integer> I16 = NumberCodec.ofInt("i16", 2);

    /** Signed 32-bit integers. */
    public static final Codec<Integer> I32 = NumberCodec.ofInt("i32", 4);

    /** Signed 64-bit integers. */
    public static final Codec<Long> I64 = NumberCodec.ofLong("i64", 8);

    /** Unsigned 16-bit integers in network order (big-endian), such as ports in packets. */
    public static final Codec<Integer> U16BE = NumberCodec.ofInt("u16be", 2);

    /** Unsigned 32-bit integers in network order (big-endian). */
    public static final Codec<Long> U32BE = NumberCodec.ofLong("u32be", 4);

    /** Unsigned 64-bit integers in network order (big-endian). */
    public static final Codec<Long> U64BE = NumberCodec.ofLong("u64be", 8);

    /** C's bool, one byte. */
    public static final Codec<Boolean> BOOL = new BoolCodec();

    /** IPv4 addresses, {@code 10.0.0.1}, in network order. */
    public static final Codec<String> IPV4 = new AddressCodec(AddressFormat.IPV4);

    /** IPv6 addresses, {@code 2001:db8::1}, in network order. */
    public static final Codec<String> IPV6 = new AddressCodec(AddressFormat.IPV6);

    /** Ethernet addresses, {@code 02:00:00:00:00:01}. */
    public static final Codec<String> MAC = new AddressCodec(AddressFormat.MAC);

    /** The keys of an LPM trie of IPv4 addresses: {@code 10.1.0.0/16}; an address alone is one of 32 bits. */
    public static final Codec<String> IPV4_PREFIX = new PrefixCodec(AddressFormat.IPV4, "10.1.0.0/16");

    /** The keys of an LPM trie of IPv6 addresses: {@code 2001:db8::/32}; an address alone is one of 128 bits. */
    public static final Codec<String> IPV6_PREFIX = new PrefixCodec(AddressFormat.IPV6, "2001:db8::/32");

    /** A task's command name as {@code bpf_get_current_comm} writes it: at most 15 bytes and a NUL (TASK_COMM_LEN). */
    public static final Codec<String> COMM = new TextCodec("comm", 16, 15);

    private Codecs() {}

    /** Returns the codec of bare bytes of this length; a negative one is taken as the kernel would, as a huge one. */
    public static Codec<ByteBuffer> bytes(int size) {
        return new BytesCodec(size);
    }

    /** Returns the codec of UTF-8 text in this many bytes, padded with NUL. */
    public static Codec<String> text(int size) {
        if (size < 1) {
            throw new BpfException("declare text", Errno.EINVAL, size + " bytes hold no text", "use 1 or more");
        }
        return new TextCodec("text" + size, size, size);
    }

    /** Returns the codec of so many values one behind the other, as a list. */
    public static <T> Codec<List<T>> array(Codec<T> one, int length) {
        return ArrayCodec.of(one, length);
    }

    /** Returns the codec of an enum's constants as C numbers them, from 0, in four bytes. */
    public static <E extends Enum<E>> Codec<E> enumOf(Class<E> type) {
        return new EnumCodec<>(Fields.given(type, "declare enum", "the class"));
    }

    /** Returns how the component of this name lies in memory, for {@link #struct}. */
    public static <T> Field<T> field(String name, Codec<T> codec) {
        return new Field<>(name, codec);
    }

    /**
     * Returns the codec of a record as a C struct: {@code struct("conn", Conn.class, field("addr", IPV4), field("port",
     * U16BE))}. Components that are left out lie as their Java types do: {@code int} is {@code I32}, {@code long}
     * {@code I64}, and so on; an enum has four bytes, a record is a struct of its own. EINVAL when C would need to know more,
     * or the component cannot hold every value.
     */
    public static <T extends Record> Struct<T> struct(String name, Class<T> type, Field<?>... fields) {
        return Struct.complete(name, type, Fields.list(fields));
    }

    /** Returns the codec of a record as a C struct under the record's own name. */
    public static <T extends Record> Struct<T> struct(Class<T> type, Field<?>... fields) {
        return struct(Struct.nameOf(Fields.given(type, "declare struct", "the record's class")), type, fields);
    }

    /** Returns the codec of a per-CPU map's values, of which each is in this one. */
    public static <V> Codec<PerCpu<V>> perCpu(Codec<V> one) {
        return new PerCpuCodec<>(one);
    }

    /** Returns where everything lies in a value's bytes; printed, it is the C declaration with offsets. */
    public static Layout layout(Codec<?> codec) {
        return Layout.of(Fields.given(codec, "lay out", "the codec"));
    }

    /** Returns how many bytes lie before a field, as C's offsetof: {@code loadMem(H, R1, R0, offsetOf(CONN, "port"))}. */
    public static int offsetOf(Codec<?> codec, String path) {
        return layout(codec).find(path).offset();
    }

    /** Returns a value's bytes. */
    static <T> byte[] toBytes(Codec<T> codec, T value) {
        return toBytes(codec, value, codec.size());
    }

    /** Returns a value's bytes, of which there are this many. */
    static <T> byte[] toBytes(Codec<T> codec, T value, int length) {
        byte[] bytes = new byte[length];
        codec.encode(value, ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()));
        return bytes;
    }

    /** Returns the value that these bytes hold. */
    static <T> T fromBytes(Codec<T> codec, byte[] bytes) {
        return codec.decode(ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()));
    }
}
