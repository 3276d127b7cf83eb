package dev.bpflab.chapter.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The colours of the site can be read, light and dark. */
class SiteColoursTest {
    @Test
    void everyTextColourHasAContrastOfFourAndAHalfOnEveryBackground() throws IOException {
        String css;
        try (InputStream in = SiteColoursTest.class.getResourceAsStream("site.css")) {
            css = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
        for (String scheme : List.of("", "dark")) {
            List<MatchResult> colours = colours(css, scheme);
            List<MatchResult> texts = colours.stream()
                    .filter(one -> one.group(1).startsWith("text"))
                    .toList();
            List<MatchResult> backs = colours.stream()
                    .filter(one -> one.group(1).startsWith("back"))
                    .toList();
            assertThat(texts).hasSizeGreaterThan(9);
            for (MatchResult back : backs) {
                for (MatchResult text : texts) {
                    // Only what is marked stands on the background of marks.
                    if (!back.group(1).equals("back-mark") || text.group(1).equals("text-mark")) {
                        assertThat(contrast(text.group(2), back.group(2)))
                                .as("%s on %s, %s", text.group(1), back.group(1), scheme)
                                .isGreaterThanOrEqualTo(4.5);
                    }
                }
            }
        }
    }

    private static List<MatchResult> colours(String css, String scheme) {
        Matcher root = Pattern.compile(":root \\{(.*?)\\}", Pattern.DOTALL).matcher(css);
        assertThat(root.find(scheme.isEmpty() ? 0 : css.indexOf("prefers-color-scheme: dark")))
                .isTrue();
        return Pattern.compile("--([a-z-]+): #([0-9a-f]{6});")
                .matcher(root.group(1))
                .results()
                .toList();
    }

    /** The contrast ratio of WCAG 2.1, from 1 to 21. */
    private static double contrast(String one, String other) {
        double first = luminance(one);
        double second = luminance(other);
        return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
    }

    private static double luminance(String hex) {
        double[] weights = {0.2126, 0.7152, 0.0722};
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            double part = Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16) / 255.0;
            sum += weights[i] * (part <= 0.03928 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
        }
        return sum;
    }
}
