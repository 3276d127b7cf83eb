package dev.bpflab.sim;

import static dev.bpflab.bpf.Errno.E2BIG;
import static dev.bpflab.bpf.Errno.EBADF;
import static dev.bpflab.bpf.Errno.EEXIST;
import static dev.bpflab.bpf.Errno.EINVAL;
import static dev.bpflab.bpf.Errno.ENOENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.MapAttr;
import dev.bpflab.bpf.MapFlag;
import dev.bpflab.bpf.MapType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SimHostMapsTest {
    private final SimKernel kernel = new SimKernel(1);
    private final SimHost host = new SimHost(kernel);

    @AfterEach
    void close() {
        host.close();
        assertThat(kernel.memory().mapped()).as("regions left").isZero();
    }

    // Measured on Linux 6.18 as root; flags as bits.
    @ParameterizedTest
    @CsvSource({
        "1, 4, 8, 0, 0, '', EINVAL",
        "1, 0, 8, 1, 0, '', EINVAL",
        "1, 4, 0, 1, 0, '', EINVAL",
        "1, 4, 8, 1, 2, '', EINVAL",
        "1, 4, 8, 1, 32, '', EINVAL",
        "1, 4, 8, 1, 24, '', EINVAL",
        "1, 4, 8, 1, 384, '', EINVAL",
        "1, 4, 8, 1, 1024, '', EINVAL",
        "1, 4, 8, 1, 0, a-b, EINVAL",
        "1, 4, 8, 1, 0, sixteen_chars_it, EINVAL",
        "1, 4, 4194252, 1, 1, '', E2BIG",
        "1, 4, 8, 134217729, 1, '', E2BIG",
        "1, 4, 8, -1, 1, '', E2BIG",
        "1, -1, 8, 1, 0, '', E2BIG",
        "1, 4, 2147483647, 1, 0, -, E2BIG",
        "2, 4, 8, 0, 0, '', EINVAL",
        "2, 3, 8, 1, 0, '', EINVAL",
        "2, 8, 8, 1, 0, '', EINVAL",
        "2, 4, 0, 1, 0, '', EINVAL",
        "2, 4, 8, 1, 1, '', EINVAL",
        "2, 4, 8, 1, 64, '', EINVAL",
        "2, 4, 8, 1, 2048, '', EINVAL",
        "2, 4, -2147483648, 1, 0, '', E2BIG",
        "2, 4, -2147483648, 0, 0, '', EINVAL",
        "2, 4, 8, -1, 0, '', ENOMEM",
        "0, 4, 8, 1, 0, '', EINVAL",
        "99, 4, 8, 1, 0, '', EINVAL",
    })
    void refusesAttributesAsLinuxDoes(
            int type, int key, int value, int entries, int flags, String name, Errno expected) {
        assertThat(host.createMap(new MapAttr(type, key, value, entries, flags, name)))
                .isEqualTo(expected.result());
    }

    @ParameterizedTest
    @CsvSource({
        "1, 3, 8, 1, 0, ''",
        "1, 600, 8, 1, 1, a.b_C9",
        "1, 4, 4194251, 1, 1, ''",
        "1, 4, 8, 1, 204, ''",
        "2, 4, 3, 7, 1028, fifteen_chars_i",
        "2, 4, 8, 1, 4240, ''",
    })
    void makesWhatLinuxMakes(int type, int key, int value, int entries, int flags, String name) {
        MapAttr attr = new MapAttr(type, key, value, entries, flags, name);
        int fd = host.createMap(attr);
        assertThat(fd).isEqualTo(3);
        assertThat(host.mapInfo(fd)).satisfies(info -> {
            assertThat(info.attr()).isEqualTo(new MapAttr(type, key, value, entries, flags & ~24, name));
            assertThat(info.id()).isEqualTo(1);
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = MapType.class,
            names = {
                "UNSPEC",
                "HASH",
                "ARRAY",
                "PERCPU_HASH",
                "PERCPU_ARRAY",
                "QUEUE",
                "STACK",
                "LPM_TRIE",
                "LRU_HASH",
                "LRU_PERCPU_HASH",
                "STACK_TRACE",
                "RINGBUF"
            },
            mode = EnumSource.Mode.EXCLUDE)
    void saysThatOtherTypesAreNotSimulated(MapType type) {
        assertThatThrownBy(() -> host.createMap(new MapAttr(type.number(), 4, 8, 1, 0, "m")))
                .isInstanceOf(NotSimulated.class)
                .hasMessage("create map 'm': ENOTSUPP (map type " + type.kernelName()
                        + " is not simulated; use --host kernel)");
    }

    @Test
    void saysThatBuildIdsAreNotSimulated() {
        int buildId = MapFlag.STACK_BUILD_ID.bit();
        assertThatThrownBy(() -> host.createMap(new MapAttr(MapType.STACK_TRACE.number(), 4, 32, 1, buildId, "m")))
                .isInstanceOf(NotSimulated.class)
                .hasMessage("create map 'm': ENOTSUPP (stack traces by build id is not simulated; use --host kernel)");
    }

    @ParameterizedTest
    @CsvSource({
        // type, what, key, flags, then the outcome on a map of two entries that holds (hash) key 1 only
        "HASH, update, 1, 0, 0",
        "HASH, update, 1, 1, EEXIST",
        "HASH, update, 1, 2, 0",
        "HASH, update, 2, 1, 0",
        "HASH, update, 2, 2, ENOENT",
        "HASH, update, 1, 3, EINVAL",
        "HASH, update, 1, 4, EINVAL",
        "HASH, update, 1, -1, EINVAL",
        "HASH, update, 1, 4294967296, EINVAL",
        "HASH, lookup, 1, 0, 0",
        "HASH, lookup, 2, 0, ENOENT",
        "HASH, lookup, 1, 1, EINVAL",
        "HASH, lookup, 1, 4, EINVAL",
        "HASH, delete, 1, 0, 0",
        "HASH, delete, 2, 0, ENOENT",
        "ARRAY, update, 1, 0, 0",
        "ARRAY, update, 1, 1, EEXIST",
        "ARRAY, update, 1, 2, 0",
        "ARRAY, update, 2, 0, E2BIG",
        "ARRAY, update, 2, 1, E2BIG",
        "ARRAY, update, 2, 3, EINVAL",
        "ARRAY, lookup, 1, 0, 0",
        "ARRAY, lookup, 2, 0, ENOENT",
        "ARRAY, lookup, 4294967295, 0, ENOENT",
        "ARRAY, lookup, 1, 8, EINVAL",
        "ARRAY, delete, 1, 0, EINVAL",
        "ARRAY, delete, 9, 0, EINVAL",
    })
    void answersAsLinuxDoes(MapType type, String operation, long key, long flags, String expected) {
        int fd = host.createMap(new MapAttr(type.number(), 4, 8, 2, 0, ""));
        assertThat(host.update(fd, u32(1), u64(11), 0)).isZero();
        assertThat(call(fd, operation, u32(key), flags)).isEqualTo(result(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "RDONLY, lookup, 0, 0",
        "RDONLY, update, 0, EPERM",
        "RDONLY, update, 99, EPERM",
        "RDONLY, delete, 0, EPERM",
        "RDONLY, next, 0, 0",
        "WRONLY, lookup, 0, EPERM",
        "WRONLY, lookup, 99, EINVAL",
        "WRONLY, lookup, 4, EPERM",
        "WRONLY, update, 0, 0",
        "WRONLY, delete, 0, EINVAL",
        "WRONLY, next, 0, EPERM",
        "RDONLY_PROG, update, 0, 0",
        "WRONLY_PROG, lookup, 0, 0",
    })
    void keepsTheDescriptorsRights(MapFlag flag, String operation, long flags, String expected) {
        int fd = host.createMap(new MapAttr(MapType.ARRAY.number(), 4, 8, 2, flag.bit(), ""));
        assertThat(call(fd, operation, u32(0), flags)).isEqualTo(result(expected));
    }

    @Test
    void tellsOpenFromWrongDescriptors() {
        assertThat(host.lookup(99, u32(0), u64(0), 0)).isEqualTo(EBADF.result());
        assertThat(host.lookup(99, u32(0), u64(0), 1)).isEqualTo(EINVAL.result());
        assertThat(host.update(99, u32(0), u64(0), 99)).isEqualTo(EBADF.result());
        assertThat(host.nextKey(-1, null, u32(0))).isEqualTo(EBADF.result());
        assertThat(host.delete(1, u32(0))).isEqualTo(EBADF.result());
        assertThat(host.mapInfo(1)).isNull();
        assertThat(host.close(99)).isEqualTo(EBADF.result());
    }

    @Test
    void givesTheLowestFreeDescriptorAndFreshIds() {
        MapAttr attr = new MapAttr(1, 4, 8, 2, 0, "");
        int first = host.createMap(attr);
        int second = host.createMap(attr);
        assertThat(host.close(first)).isZero();
        assertThat(host.lookup(first, u32(0), u64(0), 0)).isEqualTo(EBADF.result());
        assertThat(host.createMap(attr)).isEqualTo(first);
        assertThat(host.mapInfo(first)).satisfies(info -> assertThat(info.id()).isEqualTo(3));
        assertThat(second).isEqualTo(first + 1);
    }

    @Test
    void fillsAHashToItsLastEntryAndReusesWhatIsDeleted() {
        int fd = host.createMap(new MapAttr(1, 4, 8, 1000, 0, ""));
        for (int key = 0; key < 1000; key++) {
            assertThat(host.update(fd, u32(key), u64(key), 0)).isZero();
        }
        assertThat(host.update(fd, u32(1000), u64(0), 0)).isEqualTo(E2BIG.result());
        assertThat(host.update(fd, u32(1000), u64(0), 1)).isEqualTo(E2BIG.result());
        assertThat(host.update(fd, u32(1000), u64(0), 2)).isEqualTo(ENOENT.result());
        assertThat(host.update(fd, u32(5), u64(55), 0)).isZero();
        assertThat(host.update(fd, u32(5), u64(0), 1)).isEqualTo(EEXIST.result());
        assertThat(host.delete(fd, u32(7))).isZero();
        assertThat(host.update(fd, u32(1000), u64(77), 1)).isZero();
        byte[] value = new byte[8];
        assertThat(host.lookup(fd, u32(5), value, 0)).isZero();
        assertThat(value).isEqualTo(u64(55));
        assertThat(host.lookup(fd, u32(7), value, 0)).isEqualTo(ENOENT.result());
    }

    @Test
    void walksEveryKeyOnceAndStartsAgainFromAnUnknownKey() {
        int fd = host.createMap(new MapAttr(1, 4, 8, 600, 0, ""));
        for (int key = 0; key < 600; key++) {
            host.update(fd, u32(key * 7L), u64(key), 0);
        }
        Set<Integer> seen = new HashSet<>();
        byte[] key = new byte[4];
        for (int result = host.nextKey(fd, null, key); result == 0; result = host.nextKey(fd, key.clone(), key)) {
            assertThat(seen.add(
                            ByteBuffer.wrap(key).order(ByteOrder.nativeOrder()).getInt()))
                    .isTrue();
        }
        assertThat(seen).hasSize(600);
        byte[] first = new byte[4];
        byte[] afterUnknown = new byte[4];
        host.nextKey(fd, null, first);
        assertThat(host.nextKey(fd, u32(1), afterUnknown)).isZero();
        assertThat(afterUnknown).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 2", "2, ENOENT", "3, 0", "4294967295, 0"})
    void walksAnArrayByIndex(long key, String expected) {
        int fd = host.createMap(new MapAttr(2, 4, 8, 3, 0, ""));
        byte[] next = new byte[4];
        int result = host.nextKey(fd, u32(key), next);
        if (expected.equals("ENOENT")) {
            assertThat(result).isEqualTo(ENOENT.result());
        } else {
            assertThat(result).isZero();
            assertThat(next).isEqualTo(u32(Long.parseLong(expected)));
        }
    }

    @ParameterizedTest
    @CsvSource({"3, 8, key", "5, 8, key", "4, 7, value", "4, 9, value"})
    void refusesKeysAndValuesOfTheWrongLength(int keyLength, int valueLength, String what) {
        int fd = host.createMap(new MapAttr(1, 4, 8, 3, 0, ""));
        assertThatThrownBy(() -> host.update(fd, new byte[keyLength], new byte[valueLength], 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the " + what + " has ");
        assertThatThrownBy(() -> host.lookup(fd, new byte[keyLength], new byte[valueLength], 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"HASH, 1", "HASH, 3", "HASH, 4", "HASH, 13", "HASH, 100", "ARRAY, 1", "ARRAY, 7", "ARRAY, 24"})
    void keepsEveryByteOfAValue(MapType type, int size) {
        int fd = host.createMap(new MapAttr(type.number(), 4, size, 3, 0, ""));
        byte[][] values = new byte[3][size];
        for (int key = 0; key < 3; key++) {
            for (int i = 0; i < size; i++) {
                values[key][i] = (byte) (key * 100 + i + 1);
            }
            assertThat(host.update(fd, u32(key), values[key], 0)).isZero();
        }
        for (int key = 0; key < 3; key++) {
            byte[] value = new byte[size];
            assertThat(host.lookup(fd, u32(key), value, 0)).isZero();
            assertThat(value).isEqualTo(values[key]);
        }
    }

    private int call(int fd, String operation, byte[] key, long flags) {
        return switch (operation) {
            case "lookup" -> host.lookup(fd, key, new byte[8], flags);
            case "update" -> host.update(fd, key, u64(1), flags);
            case "delete" -> host.delete(fd, key);
            default -> host.nextKey(fd, key, new byte[4]);
        };
    }

    private static int result(String expected) {
        return expected.equals("0") ? 0 : Errno.valueOf(expected).result();
    }

    private static byte[] u32(long value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.nativeOrder())
                .putInt((int) value)
                .array();
    }

    private static byte[] u64(long value) {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.nativeOrder())
                .putLong(value)
                .array();
    }
}
