package dev.bpflab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a map looks as if when 1000 -> 4, 1001 -> 2 and 1002 -> 3 are expected in it. */
class SuspicionTest {
    private static final List<StateRow> ROWS = List.of(
            new StateRow("1000", Expectation.parse("4")),
            new StateRow("1001", Expectation.parse("2")),
            new StateRow("1002", Expectation.parse("3")));

    private static String of(StateTable.Match match, Map<Object, Object> contents) {
        return Suspicion.of(
                new StateTable(Columns.of("u32"), Columns.of("u64"), match, ROWS),
                ROWS,
                new MapContents(contents, Set.of()));
    }

    private static Map<Object, Object> values(long... values) {
        Map<Object, Object> contents = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            contents.put(1000L + i, values[i]);
        }
        return contents;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("looks")
    void whatIsDoneWrongAgainAndAgainIsKnown(String words, Map<Object, Object> contents) {
        assertThat(of(StateTable.Match.CONTAINS, contents)).contains(words);
    }

    static Stream<Arguments> looks() {
        return Stream.of(
                Arguments.of("the map is empty", Map.of()),
                Arguments.of("every value is 1: the entry is set each time", values(1, 1, 1)),
                Arguments.of("every value is 0", values(0, 0, 0)),
                Arguments.of("twice what it should be", values(8, 4, 6)),
                Arguments.of("one too low", values(3, 1, 2)),
                Arguments.of("one too high", values(5, 3, 4)),
                Arguments.of("the bytes of every value", values(4L << 56, 2L << 56, 3L << 56)),
                Arguments.of("everything is under one key, 0", Map.of(0L, 9L)),
                Arguments.of(
                        "the keys are there, but with their bytes in the opposite order",
                        Map.of(0xe803_0000L, 4L, 0xe903_0000L, 2L, 0xea03_0000L, 3L)));
    }

    @Test
    void whatLooksLikeNothingIsNotGuessedAt() {
        assertThat(of(StateTable.Match.CONTAINS, values(4, 2, 1))).isEmpty();
        assertThat(of(StateTable.Match.CONTAINS, values(9, 7, 3))).isEmpty();
        assertThat(of(StateTable.Match.CONTAINS, Map.of(7L, 1L, 8L, 2L))).isEmpty();
        assertThat(of(StateTable.Match.ABSENT, Map.of())).isEmpty();
    }

    @Test
    void anArrayInWhichNothingIsCountedIsAllZeros() {
        MapContents zeros = new MapContents(values(0, 0, 0), values(0, 0, 0).keySet());
        StateTable table = new StateTable(Columns.of("u32"), Columns.of("u64"), StateTable.Match.CONTAINS, ROWS);
        assertThat(Suspicion.of(table, ROWS, zeros)).startsWith("all values are 0: nothing has written to it");
    }
}
