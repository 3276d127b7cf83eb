package dev.bpflab.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.isa.InsnCodec;
import dev.bpflab.isa.MapRef;
import dev.bpflab.isa.Program;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the tests of the contract have in common: a host, and short ways to make and use things on it. */
interface HostUnderTest {
    /** Returns the host of the test that runs, closed after it. */
    BpfHost host();

    /** Makes a map that must succeed; flags by name, see {@link MapFlag}. */
    default int map(MapType type, int keySize, int valueSize, int maxEntries, MapFlag... flags) {
        return opened(
                host().createMap(new MapAttr(type.number(), keySize, valueSize, maxEntries, MapFlag.bits(flags), "")));
    }

    /** Loads a program that must be accepted. */
    default int program(ProgramType type, Program program) {
        LoadOutcome outcome = host().load(attr(type, program));
        assertThat(outcome.result()).as(outcome.log()).isNotNegative();
        return outcome.result();
    }

    /** Returns the attributes of a GPL program whose maps, if any, are {@link #ref descriptors}. */
    default ProgAttr attr(ProgramType type, Program program) {
        byte[] insns = InsnCodec.encode(program.link(map -> ((Ref) map).fd()));
        return new ProgAttr(type.number(), insns, "GPL", "contract", 1);
    }

    /** Returns a way to name a map in a program. */
    default MapRef ref(int fd) {
        return new Ref(fd);
    }

    /** A map in a program. */
    record Ref(int fd) implements MapRef {
        @Override
        public String name() {
            return "fd" + fd;
        }
    }

    /** Returns a descriptor that must be one. */
    default int opened(int fd) {
        assertThat(outcome(fd)).isEqualTo("OK");
        return fd;
    }

    /** Returns a result as tables write it: {@code OK} or the errno's name. */
    static String outcome(int result) {
        return result >= 0 ? "OK" : Errno.ofResult(result).name();
    }

    static byte[] u32(long value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.nativeOrder())
                .putInt((int) value)
                .array();
    }

    static byte[] u64(long value) {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.nativeOrder())
                .putLong(value)
                .array();
    }

    static long number(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        return bytes.length == 4 ? buffer.getInt() & 0xffff_ffffL : buffer.getLong();
    }

    /** Sets a u64 value under a u32 key. */
    default String put(int map, long key, long value, long flags) {
        return outcome(host().update(map, u32(key), u64(value), flags));
    }

    default String put(int map, long key, long value) {
        return put(map, key, value, 0);
    }

    /** Returns the u64 value under a u32 key in digits, or the errno's name. */
    default String get(int map, long key) {
        byte[] value = new byte[8];
        int result = host().lookup(map, u32(key), value, 0);
        return result < 0 ? outcome(result) : Long.toUnsignedString(number(value));
    }

    default String delete(int map, long key) {
        return outcome(host().delete(map, u32(key)));
    }

    /** Returns the u32 key after this one in digits, or the errno's name; the first for null. */
    default String next(int map, @Nullable Long key) {
        byte[] next = new byte[4];
        int result = host().nextKey(map, key == null ? null : u32(key), next);
        return result < 0 ? outcome(result) : Long.toString(number(next));
    }

    /** Returns all u32 keys in the host's order. */
    default List<Long> keys(int map) {
        List<Long> keys = new ArrayList<>();
        for (String next = next(map, null); !next.equals("ENOENT"); next = next(map, keys.get(keys.size() - 1))) {
            keys.add(Long.parseLong(next));
        }
        return keys;
    }
}
