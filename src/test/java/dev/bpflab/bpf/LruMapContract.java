package dev.bpflab.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What maps do that evict; which entries go is an intended difference between the hosts. */
interface LruMapContract extends HostUnderTest {
    private byte[] filled(MapType type, long value) {
        byte[] bytes = new byte[(int) type.valueBytes(8, host().possibleCpus())];
        for (int i = 0; i < bytes.length; i += 8) {
            System.arraycopy(HostUnderTest.u64(value), 0, bytes, i, 8);
        }
        return bytes;
    }

    private String set(MapType type, int map, long key, long value, long flags) {
        return HostUnderTest.outcome(host().update(map, HostUnderTest.u32(key), filled(type, value), flags));
    }

    private String find(MapType type, int map, long key) {
        byte[] found = new byte[filled(type, 0).length];
        int result = host().lookup(map, HostUnderTest.u32(key), found, 0);
        if (result < 0) {
            return HostUnderTest.outcome(result);
        }
        long value = HostUnderTest.number(Arrays.copyOf(found, 8));
        assertThat(found).isEqualTo(filled(type, value));
        return Long.toString(value);
    }

    @ParameterizedTest
    @CsvSource({
        // type, flags, key, outcome, value of the key afterwards; the map has room, and the key 1 with the value 10
        "LRU_HASH, 0, 1, OK, 11",
        "LRU_HASH, 0, 2, OK, 11",
        "LRU_HASH, 1, 1, EEXIST, 10",
        "LRU_HASH, 1, 2, OK, 11",
        "LRU_HASH, 2, 1, OK, 11",
        "LRU_HASH, 2, 2, ENOENT, ENOENT",
        "LRU_HASH, 3, 1, EINVAL, 10",
        "LRU_HASH, 4, 1, EINVAL, 10",
        "LRU_HASH, 8, 2, EINVAL, ENOENT",
        "LRU_HASH, 4294967296, 1, EINVAL, 10",
        "LRU_PERCPU_HASH, 0, 1, OK, 11",
        "LRU_PERCPU_HASH, 1, 1, EEXIST, 10",
        "LRU_PERCPU_HASH, 1, 2, OK, 11",
        "LRU_PERCPU_HASH, 2, 2, ENOENT, ENOENT",
        "LRU_PERCPU_HASH, 3, 1, EINVAL, 10",
        "LRU_PERCPU_HASH, 8, 1, EINVAL, 10",
        "LRU_PERCPU_HASH, 4294967304, 1, EINVAL, 10",
    })
    default void anLruMapUpdatesAsTheFlagSays(MapType type, long flags, long key, String outcome, String after) {
        int map = map(type, 4, 8, 64);
        assertThat(set(type, map, 1, 10, 0)).isEqualTo("OK");
        assertThat(set(type, map, key, 11, flags)).isEqualTo(outcome);
        assertThat(find(type, map, key)).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource({"LRU_HASH", "LRU_PERCPU_HASH"})
    default void anLruMapDeletesAndTakes(MapType type) {
        int map = map(type, 4, 8, 64);
        set(type, map, 1, 10, 0);
        set(type, map, 2, 20, 0);
        assertThat(delete(map, 1)).isEqualTo("OK");
        assertThat(delete(map, 1)).isEqualTo("ENOENT");
        byte[] taken = filled(type, 0);
        assertThat(host().lookupAndDelete(map, HostUnderTest.u32(2), taken, 0)).isZero();
        assertThat(taken).isEqualTo(filled(type, 20));
        assertThat(next(map, null)).isEqualTo("ENOENT");
    }

    @ParameterizedTest
    @CsvSource({
        "LRU_HASH, 10, none",
        "LRU_HASH, 1, none",
        "LRU_HASH, 10, NO_COMMON_LRU",
        "LRU_HASH, 500, none",
        "LRU_PERCPU_HASH, 10, none",
        "LRU_PERCPU_HASH, 3, NO_COMMON_LRU",
    })
    default void anLruMapMakesRoomAndNeverGrowsBeyondMaxEntries(MapType type, int maxEntries, String flag) {
        MapFlag[] flags = flag.equals("none") ? new MapFlag[0] : new MapFlag[] {MapFlag.valueOf(flag)};
        int map = map(type, 4, 8, maxEntries, flags);
        int room = Objects.requireNonNull(host().mapInfo(map)).attr().maxEntries();
        for (long key = 0; key < 4L * maxEntries; key++) {
            assertThat(set(type, map, key, key * 3, 0)).isEqualTo("OK");
            assertThat(find(type, map, key)).isEqualTo(Long.toString(key * 3));
        }
        assertThat(keys(map))
                .hasSizeBetween(1, room)
                .allSatisfy(key -> assertThat(find(type, map, key)).isEqualTo(Long.toString(key * 3)));
    }

    @ParameterizedTest
    @CsvSource({"1", "3", "10"})
    default void withoutACommonListMaxEntriesIsRoundedUpToAllCpus(int maxEntries) {
        int map = map(MapType.LRU_HASH, 4, 8, maxEntries, MapFlag.NO_COMMON_LRU);
        int cpus = host().possibleCpus();
        assertThat(Objects.requireNonNull(host().mapInfo(map)).attr().maxEntries())
                .isEqualTo((maxEntries + cpus - 1) / cpus * cpus);
    }
}
