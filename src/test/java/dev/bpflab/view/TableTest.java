package dev.bpflab.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {
    private static final Table COUNTS = Table.of(
            "counts",
            List.of(Table.Column.left("key"), Table.Column.right("value")),
            List.of(List.of("1000", "4"), List.of("\u5730\u56fe", "12345678"), List.of("lonely")));

    private static String print(Table table, int width) {
        return Theme.PLAIN.print(table.lines(width));
    }

    @Test
    void numbersAreSetToTheRightAndWideCharactersCountTwo() {
        assertThat(print(COUNTS, 80)).isEqualTo("""
                        counts
                        key    \u2502    value
                        \u2500\u2500\u2500\u2500\u2500\u2500\u2500\u253c\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500
                        1000   \u2502        4
                        \u5730\u56fe   \u2502 12345678
                        lonely \u2502
                        """);
    }

    @Test
    void whatIsTooNarrowForColumnsBecomesLinesOfNameAndValue() {
        assertThat(print(COUNTS, 12)).isEqualTo("""
                        counts
                        key: 1000
                        value: 4
                        \u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500
                        key: \u5730\u56fe
                        value:
                          12345678
                        \u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500\u2500
                        key:
                          lonely
                        value:
                        """);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 20, 30, 40, 60, 80})
    void fitsAnyWidth(int width) {
        Table table = Table.of(
                "A title that is rather long",
                List.of(Table.Column.left("a word"), Table.Column.left("sentences")),
                List.of(
                        List.of("helper_of_maps", "Several words, one after the other, that wrap."),
                        List.of("b", "c")));

        assertThat(table.lines(width))
                .allSatisfy(line -> assertThat(line.width()).isLessThanOrEqualTo(width));
    }

    @Test
    void aTableWithoutRowsIsItsHeader() {
        Table empty = new Table(Line.EMPTY, List.of(Table.Column.left("key")), List.of());

        assertThat(print(empty, 40)).isEqualTo("key\n\u2500\u2500\u2500\n");
    }
}
