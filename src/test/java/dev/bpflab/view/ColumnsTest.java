package dev.bpflab.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Text takes as many columns as terminals give it. */
class ColumnsTest {
    @ParameterizedTest
    @CsvSource({
        "abc, 3",
        "\u5730\u56f3, 4",
        "\uff21\uff22, 4",
        "\uff71, 1",
        "\u00e9, 1",
        "e\u0301, 1",
        "\u0e01\u0e47, 1",
        "\ud55c, 2",
        "\u1112\u1161\u11ab, 2",
        "\u2705, 2",
        "\u2713, 1",
        "\ud83d\ude42, 2",
        "\ud83d\uddfa, 1",
        "\ud83c\udde8\ud83c\udded, 2",
        "a\u200db, 2",
        "\u2500\u2502\u2588, 3",
        "\u2192, 1",
        "\ud840\udc00, 2",
    })
    void textTakesSoManyColumns(String text, int columns) {
        assertThat(Columns.of(text)).isEqualTo(columns);
    }
}
