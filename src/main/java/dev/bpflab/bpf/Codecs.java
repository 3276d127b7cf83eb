package dev.bpflab.bpf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The codecs of the plain types. Integers are in native byte order; unsigned 32-bit values are {@code long}. */
public final class Codecs {
    /** Unsigned 32-bit integers, 0 to 4,294,967,295. */
    public static final Codec<Long> U32 = new U32Codec();

    /** Unsigned 64-bit integers; values from 2^63 on are negative in Java and shown as the unsigned number. */
    public static final Codec<Long> U64 = new U64Codec();

    /** The keys of an LPM trie of IPv4 addresses: {@code 10.1.0.0/16}; an address alone is one of 32 bits. */
    public static final Codec<String> IPV4_PREFIX = new Ipv4PrefixCodec();

    private Codecs() {}

    /** Returns the codec of bare bytes of this length; a negative one is taken as the kernel would, as a huge one. */
    public static Codec<ByteBuffer> bytes(int size) {
        return new BytesCodec(size);
    }

    /** Returns the codec of NUL-padded text in this many bytes, such as 16 for a command name. */
    public static Codec<String> text(int size) {
        return new TextCodec(size);
    }

    /** Returns the codec of a per-CPU map's values, of which each is in this one. */
    public static <V> Codec<PerCpu<V>> perCpu(Codec<V> one) {
        return new PerCpuCodec<>(one);
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

    private record U32Codec() implements Codec<Long> {
        @Override
        public int size() {
            return 4;
        }

        @Override
        public void encode(Long value, ByteBuffer to) {
            if (value >>> 32 != 0) {
                throw new BpfException(
                        "encode u32", Errno.ERANGE, value + " does not fit 32 bits", "use 0 to 4294967295, or U64");
            }
            to.putInt((int) (long) value);
        }

        @Override
        public Long decode(ByteBuffer from) {
            return from.getInt() & 0xffff_ffffL;
        }

        @Override
        public String name() {
            return "u32";
        }
    }

    private record U64Codec() implements Codec<Long> {
        @Override
        public int size() {
            return 8;
        }

        @Override
        public void encode(Long value, ByteBuffer to) {
            to.putLong(value);
        }

        @Override
        public Long decode(ByteBuffer from) {
            return from.getLong();
        }

        @Override
        public String show(Long value) {
            return Long.toUnsignedString(value);
        }

        @Override
        public String name() {
            return "u64";
        }
    }

    private record BytesCodec(int size) implements Codec<ByteBuffer> {
        @Override
        public void encode(ByteBuffer value, ByteBuffer to) {
            if (value.remaining() != size) {
                throw new BpfException(
                        "encode bytes", Errno.EINVAL, "there are " + value.remaining() + " bytes", "give " + size);
            }
            to.put(value.duplicate());
        }

        @Override
        public ByteBuffer decode(ByteBuffer from) {
            byte[] bytes = new byte[size];
            from.get(bytes);
            return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        }

        @Override
        public String show(ByteBuffer value) {
            StringBuilder hex = new StringBuilder();
            for (int i = value.position(); i < value.limit(); i++) {
                hex.append(hex.isEmpty() ? "" : " ").append(String.format("%02x", value.get(i)));
            }
            return hex.toString();
        }

        @Override
        public String name() {
            return "bytes" + size;
        }
    }

    private record TextCodec(int size) implements Codec<String> {
        @Override
        public void encode(String value, ByteBuffer to) {
            byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
            if (utf8.length > size) {
                throw new BpfException(
                        "encode text", Errno.ERANGE, utf8.length + " bytes do not fit " + size, "shorten it");
            }
            to.put(Arrays.copyOf(utf8, size));
        }

        @Override
        public String decode(ByteBuffer from) {
            byte[] bytes = new byte[size];
            from.get(bytes);
            int length = 0;
            while (length < size && bytes[length] != 0) {
                length++;
            }
            return new String(bytes, 0, length, StandardCharsets.UTF_8);
        }

        @Override
        public String name() {
            return "text" + size;
        }
    }
}
