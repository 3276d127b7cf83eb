package dev.bpflab.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ThemeTest {
    @Test
    void colourNeedsATerminalThatCanAndAPersonWhoWants() {
        assertThat(Theme.of(Map.of("TERM", "xterm"), true, StandardCharsets.UTF_8)
                        .colour())
                .isTrue();
        assertThat(Theme.of(Map.of("TERM", "xterm", "NO_COLOR", ""), true, StandardCharsets.UTF_8)
                        .colour())
                .isTrue();
        assertThat(Theme.of(Map.of("TERM", "xterm"), false, StandardCharsets.UTF_8)
                        .colour())
                .isFalse();
        assertThat(Theme.of(Map.of("TERM", "dumb"), true, StandardCharsets.UTF_8)
                        .colour())
                .isFalse();
        assertThat(Theme.of(Map.of("TERM", "xterm", "NO_COLOR", "1"), true, StandardCharsets.UTF_8)
                        .colour())
                .isFalse();
    }

    @Test
    void aCharsetWithoutThemGetsNoUnicodeCharacters() {
        Theme ascii = Theme.of(Map.of(), true, StandardCharsets.US_ASCII);

        assertThat(new Theme(false, ascii.unicode()).print(Line.of("\u201cmap\u201d \u2502 \u5730 \u2713")))
                .isEqualTo("\"map\" | ?? +");
    }

    @Test
    void controlCharactersInValuesAreShownAndNotObeyed() {
        assertThat(Theme.PLAIN.print(Line.of("a\u001b[2Jb\tc"))).isEqualTo("a\ufffd[2Jb c");
    }

    @Test
    void stylesBecomeColoursOnlyWhereTheyAreWanted() {
        Line line = Line.of("a").plus("b", Style.BAD);

        assertThat(new Theme(true, true).print(line)).isEqualTo("a\u001b[31mb\u001b[0m");
        assertThat(Theme.PLAIN.print(line)).isEqualTo("ab");
    }

    @Test
    void barsAreInProportionAndUnsigned() {
        Map<String, Long> values = new LinkedHashMap<>();
        values.put("a", 10L);
        values.put("bb", 5L);
        values.put("c", 0L);

        assertThat(Theme.PLAIN.print(new Bars("", values).lines(16)))
                .isEqualTo("a  10 " + "\u2588".repeat(10) + "\nbb  5 " + "\u2588".repeat(5) + "\nc   0\n");
        assertThat(Theme.PLAIN.print(new Bars("", Map.of("x", -1L)).lines(40)))
                .startsWith("x 18446744073709551615 \u2588");
    }

    @Test
    void javaIsMarkedAcrossLines() {
        assertThat(JavaCode.lines("int a = 1; // c\nvar s = \"int\";"))
                .containsExactly(
                        Line.of("int", Style.KEYWORD)
                                .plus(" a = ")
                                .plus("1", Style.NUMBER)
                                .plus("; ")
                                .plus("// c", Style.COMMENT),
                        Line.of("var", Style.KEYWORD)
                                .plus(" s = ")
                                .plus("\"int\"", Style.STRING)
                                .plus(";"));
    }
}
