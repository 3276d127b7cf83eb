package dev.bpflab.view;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ThemeTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            TERM=xterm                                          | true  | true
            TERM=xterm NO_COLOR=                                | true  | true
            TERM=xterm                                          | false | false
            TERM=dumb                                           | true  | false
            COLORTERM=truecolor                                 | true  | false
            TERM=xterm NO_COLOR=1                               | true  | false
            TERM=xterm CLICOLOR=0                               | true  | false
            TERM=xterm CLICOLOR=1                               | true  | true
            TERM=dumb CLICOLOR_FORCE=1                          | false | true
            TERM=xterm CLICOLOR_FORCE=0                         | false | false
            TERM=xterm CLICOLOR_FORCE=1 NO_COLOR=1              | true  | false
            """)
    void colourNeedsATerminalThatCanAndAPersonWhoWants(String environment, boolean terminal, boolean colour) {
        assertThat(Theme.of(environment(environment), terminal, StandardCharsets.UTF_8)
                        .colour())
                .isEqualTo(colour);
    }

    private static Map<String, String> environment(String words) {
        return Stream.of(words.split(" "))
                .map(word -> word.split("=", -1))
                .collect(toMap(word -> word[0], word -> word[1]));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            TERM=xterm                                 | DARK
            TERM=xterm COLORFGBG=15;0                  | DARK
            TERM=xterm COLORFGBG=15;8                  | DARK
            TERM=xterm COLORFGBG=0;15                  | LIGHT
            TERM=xterm COLORFGBG=0;default;7           | LIGHT
            TERM=xterm COLORFGBG=0;default             | DARK
            TERM=xterm COLORTERM=truecolor             | TRUE_DARK
            TERM=xterm COLORTERM=24bit COLORFGBG=0;15  | TRUE_LIGHT
            """)
    void theColoursAreThoseThatTheEnvironmentTellsOf(String environment, Palette palette) {
        assertThat(Theme.of(environment(environment), true, StandardCharsets.UTF_8)
                        .palette())
                .isEqualTo(palette);
    }

    @ParameterizedTest
    @CsvSource({
        "rgb:ffff/ffff/dddd, true",
        "rgb:0000/0000/0000, false",
        "rgb:1e1e/1e1e/2e2e, false",
        "rgb:ff/ff/ff, true",
        "rgba:0000/0000/8000/ffff, false",
        "rgb:fdf6/e3e3/d5d5, true"
    })
    void aTerminalTellsItsBackground(String answer, boolean light) {
        assertThat(Palette.isLight(answer)).contains(light);
    }

    @Test
    void whatIsNoColourTellsNothing() {
        assertThat(List.of("", "?", "rgb:", "rgb:ffff/ffff", "rgb:xxxx/0000/0000", "\u001b]11;?"))
                .allSatisfy(answer -> assertThat(Palette.isLight(answer)).isEmpty());
    }

    /** By the formula of WCAG 2.1, whose level AA asks for 4.5 to 1. */
    @ParameterizedTest
    @EnumSource(value = Palette.class, names = "TRUE_.*", mode = EnumSource.Mode.MATCH_ALL)
    void trueColoursCanBeReadOnTheirBackground(Palette palette) {
        double background = palette.isLight() ? luminance(253, 246, 227) : luminance(40, 44, 52);
        assertThat(Style.values()).allSatisfy(style -> {
            Matcher colour = Pattern.compile(".*38;2;(\\d+);(\\d+);(\\d+)").matcher(style.sgr(palette));
            if (colour.matches()) {
                double text = luminance(
                        Integer.parseInt(colour.group(1)),
                        Integer.parseInt(colour.group(2)),
                        Integer.parseInt(colour.group(3)));
                double contrast = (Math.max(text, background) + 0.05) / (Math.min(text, background) + 0.05);
                assertThat(contrast).as(style.name()).isGreaterThan(4.5);
            } else {
                assertThat(style.sgr(palette)).matches("\\d?");
            }
        });
    }

    private static double luminance(int red, int green, int blue) {
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    }

    private static double linear(int part) {
        double share = part / 255.0;
        return share <= 0.03928 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    @Test
    void inWordsThereAreNoLinesBarsAndMarks() {
        List<Line> lines = List.of(
                Line.of("a \u2502 b", Style.BAD),
                Line.of("\u2500\u2500\u253c\u2500", Style.FRAME),
                Line.EMPTY,
                Line.of("\u2713 passed 7 \u2588\u2588"));
        assertThat(new Theme(true, true).inWords().print(lines)).isEqualTo("a  b\n\npassed 7 \n");
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
}
