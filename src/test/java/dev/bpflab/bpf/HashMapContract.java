package dev.bpflab.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the element commands do on a hash map. */
interface HashMapContract extends HostUnderTest {
    /** Makes a map of two entries, which holds the key 1 with the value 10. */
    private int one(MapFlag... flags) {
        int map = map(MapType.HASH, 4, 8, 2, flags);
        assertThat(put(map, 1, 10)).isEqualTo("OK");
        return map;
    }

    @ParameterizedTest
    @CsvSource({
        // flags, key, outcome, value of the key afterwards
        "0, 1, OK, 11",
        "0, 2, OK, 11",
        "1, 1, EEXIST, 10",
        "1, 2, OK, 11",
        "2, 1, OK, 11",
        "2, 2, ENOENT, ENOENT",
        "3, 1, EINVAL, 10",
        "3, 2, EINVAL, ENOENT",
        "4, 1, EINVAL, 10",
        "5, 2, EINVAL, ENOENT",
        "8, 1, EINVAL, 10",
        "-1, 1, EINVAL, 10",
        "4294967296, 2, EINVAL, ENOENT",
    })
    default void aHashMapUpdatesAsTheFlagSays(long flags, long key, String outcome, String after) {
        int map = one();
        assertThat(put(map, key, 11, flags)).isEqualTo(outcome);
        assertThat(get(map, key)).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 0, 3, E2BIG",
        "'', 1, 3, E2BIG",
        "'', 2, 3, ENOENT",
        "'', 0, 1, OK",
        "'', 1, 1, EEXIST",
        "'', 2, 1, OK",
        "NO_PREALLOC, 0, 3, E2BIG",
        "NO_PREALLOC, 1, 3, E2BIG",
        "NO_PREALLOC, 2, 3, ENOENT",
        "NO_PREALLOC, 0, 1, OK",
        "NO_PREALLOC, 1, 1, EEXIST",
        "NO_PREALLOC, 2, 1, OK",
    })
    default void aHashMapTakesNoMoreThanMaxEntries(String flag, long flags, long key, String outcome) {
        int map = flag.isEmpty() ? one() : one(MapFlag.valueOf(flag));
        assertThat(put(map, 2, 20)).isEqualTo("OK");
        assertThat(put(map, key, 30, flags)).isEqualTo(outcome);
        assertThat(delete(map, 2)).isEqualTo("OK");
        assertThat(put(map, 3, 30)).isEqualTo("OK");
    }

    @ParameterizedTest
    @CsvSource({"0, 10", "1, EINVAL", "2, EINVAL", "4, EINVAL", "8, EINVAL", "-1, EINVAL"})
    default void aHashMapLooksUpWithoutFlagsOnly(long flags, String outcome) {
        byte[] value = new byte[8];
        int result = host().lookup(one(), HostUnderTest.u32(1), value, flags);
        assertThat(result < 0 ? HostUnderTest.outcome(result) : Long.toString(HostUnderTest.number(value)))
                .isEqualTo(outcome);
    }

    @Test
    default void aHashMapDoesNotFindWhatIsNotThere() {
        int map = one();
        assertThat(get(map, 2)).isEqualTo("ENOENT");
        assertThat(delete(map, 2)).isEqualTo("ENOENT");
    }

    @Test
    default void aHashMapLeavesTheBufferAloneWhenAKeyIsNotThere() {
        byte[] value = HostUnderTest.u64(-1);
        assertThat(host().lookup(one(), HostUnderTest.u32(2), value, 0)).isEqualTo(Errno.ENOENT.result());
        assertThat(value).isEqualTo(HostUnderTest.u64(-1));
    }

    @Test
    default void aHashMapForgetsADeletedKey() {
        int map = one();
        assertThat(delete(map, 1)).isEqualTo("OK");
        assertThat(get(map, 1)).isEqualTo("ENOENT");
        assertThat(delete(map, 1)).isEqualTo("ENOENT");
    }

    @Test
    default void aHashMapGivesEachKeyOnceAndThenNoMore() {
        int map = map(MapType.HASH, 4, 8, 100);
        LongStream.range(0, 100)
                .forEach(key -> assertThat(put(map, key * 7, key)).isEqualTo("OK"));
        assertThat(keys(map))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, 100).map(key -> key * 7).boxed().toList());
    }

    @Test
    default void aHashMapHasNoNextKeyWhenEmpty() {
        int map = map(MapType.HASH, 4, 8, 2);
        assertThat(next(map, null)).isEqualTo("ENOENT");
        assertThat(next(map, 1L)).isEqualTo("ENOENT");
    }

    @Test
    default void aHashMapGivesTheFirstKeyAfterOneThatItDoesNotHave() {
        int map = map(MapType.HASH, 4, 8, 10);
        LongStream.range(0, 5).forEach(key -> put(map, key, key));
        assertThat(next(map, 99L)).isEqualTo(next(map, null));
    }

    @Test
    default void aHashMapKeepsEveryByteOfOddSizes() {
        int map = map(MapType.HASH, 3, 5, 4);
        byte[] key = {1, 2, 3};
        byte[] alike = {1, 2, 4};
        byte[] value = {-1, -2, -3, -4, -5};
        assertThat(host().update(map, key, value, 0)).isZero();
        byte[] found = new byte[5];
        assertThat(host().lookup(map, key, found, 0)).isZero();
        assertThat(found).isEqualTo(value);
        assertThat(host().lookup(map, alike, found, 0)).isEqualTo(Errno.ENOENT.result());
        byte[] next = new byte[3];
        assertThat(host().nextKey(map, null, next)).isZero();
        assertThat(next).isEqualTo(key);
    }

    @Test
    default void aHashMapTakesLargeKeysAndValues() {
        int map = map(MapType.HASH, 500, 100_000, 2, MapFlag.NO_PREALLOC);
        byte[] key = new byte[500];
        key[499] = 1;
        byte[] value = new byte[100_000];
        value[99_999] = 2;
        assertThat(host().update(map, key, value, 0)).isZero();
        byte[] found = new byte[100_000];
        assertThat(host().lookup(map, key, found, 0)).isZero();
        assertThat(found).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        // flag, outcomes of lookup, update, delete, next key
        "RDONLY, ENOENT, EPERM, EPERM, ENOENT",
        "WRONLY, EPERM, OK, OK, EPERM",
        "RDONLY_PROG, ENOENT, OK, OK, ENOENT",
        "WRONLY_PROG, ENOENT, OK, OK, ENOENT",
    })
    default void aHashMapGivesUserspaceTheAccessOfItsFlags(
            MapFlag flag, String lookup, String update, String delete, String next) {
        int map = map(MapType.HASH, 4, 8, 2, flag);
        assertThat(get(map, 1)).isEqualTo(lookup);
        assertThat(next(map, null)).isEqualTo(next);
        assertThat(put(map, 1, 1)).isEqualTo(update);
        assertThat(delete(map, 1)).isEqualTo(delete);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    default void aTypedMapCanBeEmptiedWhileIterating(boolean afterwards) {
        // The host stays open: the workspace above it only lends its typed maps.
        Workspace workspace = new Workspace(host(), new NoStage());
        BpfMap<Long, Long> counts = workspace.create(
                MapSpec.hash("iterated", Codecs.U32, Codecs.U64).maxEntries(200));
        for (long key = 0; key < 200; key++) {
            counts.put(key, key);
        }
        List<Long> seen = new ArrayList<>();
        for (Entry<Long, Long> entry : counts) {
            seen.add(entry.key());
            assertThat(entry.value()).isEqualTo(entry.key());
            // The entry just returned, or one whose turn may still come.
            counts.remove(afterwards ? entry.key() : 199 - entry.key());
        }
        assertThat(seen).doesNotHaveDuplicates();
        assertThat(counts.size()).isEqualTo(afterwards ? 0 : 200 - seen.size());
    }
}
