package dev.bpflab.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrapTest {
    @ParameterizedTest(name = "{0} at {1}")
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "one two three|7|one two/three",
                "one two three|8|one two/three",
                "one two three|13|one two three",
                "one  two|4|one/two",
                "abcdefgh ij|5|abcde/fgh/ij",
                "ab abcdefgh|5|ab/abcde/fgh",
                "  indented text|12|  indented/text",
                "\u5730\u56fe\u5730\u56fe|4|\u5730\u56fe/\u5730\u56fe",
                "a\u5730\u56fe|4|a\u5730/\u56fe",
                "e\u0301e\u0301 e\u0301|2|e\u0301e\u0301/e\u0301",
                "\ud83d\ude42\ud83d\ude42|3|\ud83d\ude42/\ud83d\ude42",
            })
    void breaksAtSpacesAndWideCharacters(String text, int width, String lines) {
        assertThat(Wrap.lines(Line.of(text), width).stream().map(Line::plain)).containsExactly(lines.split("/"));
    }

    @Test
    void shortCodeStaysOnOneLine() {
        Line text = Line.of("type ").plus("/lab 2.1", Style.CODE).plus(" or ").plus("a b c d e f g h", Style.CODE);

        assertThat(Wrap.lines(text, 16).stream().map(Line::plain))
                .containsExactly("type /lab 2.1 or", "a b c d e f g h");
        assertThat(Wrap.lines(text, 12).stream().map(Line::plain))
                .containsExactly("type /lab", "2.1 or a b c", "d e f g h");
    }

    @Test
    void keepsStylesAndForcedBreaks() {
        Line text = Line.of("plain ").plus("bold words", Style.BOLD).plus("\n\nend");

        assertThat(Wrap.lines(text, 11))
                .containsExactly(
                        Line.of("plain ").plus("bold", Style.BOLD),
                        Line.of("words", Style.BOLD),
                        Line.EMPTY,
                        Line.of("end"));
    }
}
