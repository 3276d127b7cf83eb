package dev.bpflab.bpf;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a key or a value is, whatever codec it is in: the form from which tables are drawn and files are written. Numbers are
 * what the codec means by them, so that a u64 is never negative.
 */
public sealed interface Datum {
    /** A whole number. */
    record Whole(BigInteger value) implements Datum {
        @Override
        public String text() {
            return value.toString();
        }

        @Override
        public Optional<BigInteger> number() {
            return Optional.of(value);
        }
    }

    /** True or false. */
    record Flag(boolean value) implements Datum {
        @Override
        public String text() {
            return String.valueOf(value);
        }
    }

    /** Text, an address, the name of a constant. */
    record Text(String text) implements Datum {}

    /** Bytes of which nothing is known; {@link #number()} is the number that four or eight of them probably are. */
    record Bytes(ByteBuffer bytes) implements Datum {
        /** Returns the bytes in hexadecimal. */
        public String hex() {
            return Codecs.bytes(bytes.remaining()).show(bytes);
        }

        @Override
        public String text() {
            return ValueText.of(bytes);
        }

        @Override
        public Optional<BigInteger> number() {
            return switch (bytes.remaining()) {
                case Integer.BYTES -> Optional.of(BigInteger.valueOf(Values.readU32(bytes.slice())));
                case Long.BYTES -> Optional.of(unsigned(Values.readU64(bytes.slice())));
                default -> Optional.empty();
            };
        }
    }

    /** The fields of a struct, in their order. */
    record Group(Map<String, Datum> fields) implements Datum {
        public Group {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        @Override
        public String text() {
            return fields.entrySet().stream()
                    .map(field -> field.getKey() + "=" + field.getValue().text())
                    .collect(Collectors.joining(", ", "{", "}"));
        }
    }

    /**
     * Several of one kind.
     *
     * @param perCpu whether they are the values of the CPUs, whose {@link #number()} is their sum
     */
    record Many(List<Datum> items, boolean perCpu) implements Datum {
        public Many {
            items = List.copyOf(items);
        }

        @Override
        public String text() {
            return items.stream().map(Datum::text).collect(Collectors.joining(", ", "[", "]"));
        }

        @Override
        public Optional<BigInteger> number() {
            List<BigInteger> numbers =
                    items.stream().flatMap(item -> item.number().stream()).toList();
            return perCpu && numbers.size() == items.size()
                    ? Optional.of(numbers.stream().reduce(BigInteger.ZERO, BigInteger::add))
                    : Optional.empty();
        }
    }

    /** Returns it as people read it. */
    String text();

    /** Returns the number that it is, or that stands for it; empty when there is none. */
    default Optional<BigInteger> number() {
        return Optional.empty();
    }

    /** Returns what a value is that this codec read. */
    static <T> Datum of(Codec<T> codec, T value) {
        if (codec instanceof NumberCodec<?> numbers && value instanceof Number number) {
            return new Whole(numbers.signed() ? BigInteger.valueOf(number.longValue()) : unsigned(number.longValue()));
        }
        if (codec instanceof Struct<?> struct && value instanceof Record) {
            return struct.datum(value);
        }
        if (codec instanceof ArrayCodec<?> array && value instanceof List<?> list) {
            return many(array.one(), list, false);
        }
        if (codec instanceof PerCpuCodec<?> perCpu && value instanceof PerCpu<?> each) {
            return many(perCpu.one(), each.values(), true);
        }
        if (codec instanceof PerCpuBytes one && value instanceof ByteBuffer all) {
            return slots(one.size(), all);
        }
        if (codec instanceof StackCodec && value instanceof List<?> addresses) {
            return new Many(
                    addresses.stream()
                            .map(address -> (Datum) new Text("0x" + Long.toHexString((Long) address)))
                            .toList(),
                    false);
        }
        return plain(codec, value);
    }

    private static <T> Datum plain(Codec<T> codec, T value) {
        boolean known = value instanceof ByteBuffer || value instanceof Boolean || value instanceof Number;
        // A codec of another room gives numbers with names of their own, such as a bucket's.
        return known ? plain(value) : new Text(codec.show(value));
    }

    /** Returns what a value is of which no codec is known. */
    static Datum plain(@Nullable Object value) {
        if (value instanceof ByteBuffer bytes) {
            return new Bytes(bytes.slice().order(bytes.order()));
        }
        if (value instanceof Boolean flag) {
            return new Flag(flag);
        }
        return value instanceof Number number
                ? new Whole(BigInteger.valueOf(number.longValue()))
                : new Text(ValueText.of(value));
    }

    /** The elements are what the codec reads. */
    @SuppressWarnings("unchecked")
    private static <T> Datum many(Codec<T> one, List<?> values, boolean perCpu) {
        return new Many(values.stream().map(value -> of(one, (T) value)).toList(), perCpu);
    }

    private static Datum slots(int size, ByteBuffer all) {
        int slot = (size + 7) / 8 * 8;
        List<Datum> items = new ArrayList<>();
        for (int at = all.position(); slot > 0 && at + size <= all.limit(); at += slot) {
            items.add(new Bytes(all.slice(at, size).order(all.order())));
        }
        return new Many(items, true);
    }

    private static BigInteger unsigned(long number) {
        return number >= 0 ? BigInteger.valueOf(number) : new BigInteger(Long.toUnsignedString(number));
    }
}
