package dev.bpflab.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the element commands do on an array. */
interface ArrayMapContract extends HostUnderTest {
    private int three(MapFlag... flags) {
        return map(MapType.ARRAY, 4, 8, 3, flags);
    }

    @ParameterizedTest
    @CsvSource({
        // flags, index, outcome, value at the index afterwards
        "0, 0, OK, 11",
        "0, 2, OK, 11",
        "0, 3, E2BIG, ENOENT",
        "0, 4294967295, E2BIG, ENOENT",
        "1, 0, EEXIST, 0",
        "1, 3, E2BIG, ENOENT",
        "2, 0, OK, 11",
        "2, 3, E2BIG, ENOENT",
        "3, 0, EINVAL, 0",
        "3, 3, EINVAL, ENOENT",
        "4, 0, EINVAL, 0",
        "8, 0, EINVAL, 0",
        "-1, 0, EINVAL, 0",
        "4294967296, 0, EINVAL, 0",
    })
    default void anArrayUpdatesAsTheFlagSays(long flags, long index, String outcome, String after) {
        int map = three();
        assertThat(put(map, index, 11, flags)).isEqualTo(outcome);
        assertThat(get(map, index)).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource({"0", "2", "3", "4294967295"})
    default void anArrayDeletesNothing(long index) {
        assertThat(delete(three(), index)).isEqualTo("EINVAL");
    }

    @ParameterizedTest
    @CsvSource({"0, OK", "1, EINVAL", "4, EINVAL", "8, EINVAL", "-1, EINVAL"})
    default void anArrayLooksUpWithoutFlagsOnly(long flags, String outcome) {
        assertThat(HostUnderTest.outcome(host().lookup(three(), HostUnderTest.u32(0), new byte[8], flags)))
                .isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {"none, 0", "0, 1", "1, 2", "2, ENOENT", "3, 0", "4294967295, 0", "4294967294, 0"})
    default void anArrayWalksTheIndicesInOrder(Long index, String next) {
        assertThat(next(three(), index)).isEqualTo(next);
    }

    @Test
    default void anArrayHasZeroEverywhereFromTheStart() {
        int map = three();
        assertThat(keys(map)).containsExactly(0L, 1L, 2L);
        assertThat(get(map, 0)).isEqualTo("0");
        assertThat(get(map, 2)).isEqualTo("0");
        assertThat(get(map, 3)).isEqualTo("ENOENT");
    }

    @Test
    default void anArrayKeepsElementsOfOddSizesApart() {
        int map = map(MapType.ARRAY, 4, 3, 2);
        byte[] value = {1, 2, 3};
        byte[] found = new byte[3];
        assertThat(host().update(map, HostUnderTest.u32(0), value, 0)).isZero();
        assertThat(host().lookup(map, HostUnderTest.u32(1), found, 0)).isZero();
        assertThat(found).containsOnly(0);
        assertThat(host().lookup(map, HostUnderTest.u32(0), found, 0)).isZero();
        assertThat(found).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        // flag, outcomes of lookup, update, delete, next key
        "RDONLY, 0, EPERM, EPERM, 0",
        "WRONLY, EPERM, OK, EINVAL, EPERM",
        "RDONLY_PROG, 0, OK, EINVAL, 0",
        "WRONLY_PROG, 0, OK, EINVAL, 0",
        "MMAPABLE, 0, OK, EINVAL, 0",
    })
    default void anArrayGivesUserspaceTheAccessOfItsFlags(
            MapFlag flag, String lookup, String update, String delete, String next) {
        int map = three(flag);
        assertThat(get(map, 0)).isEqualTo(lookup);
        assertThat(next(map, null)).isEqualTo(next);
        assertThat(put(map, 0, 1)).isEqualTo(update);
        assertThat(delete(map, 0)).isEqualTo(delete);
    }
}
