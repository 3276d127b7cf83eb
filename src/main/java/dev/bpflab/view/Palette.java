package dev.bpflab.view;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The colours that a terminal has and that can be read on its background. */
public enum Palette {
    /** None. */
    NONE,
    /** The terminal's own 16 on a dark background. */
    DARK,
    /** The terminal's own 16 on a light background. */
    LIGHT,
    /** 16 million on a dark background. */
    TRUE_DARK,
    /** 16 million on a light background. */
    TRUE_LIGHT;

    /** What a terminal says of its background when it is asked by {@code OSC 11}: parts of 4 hexadecimal digits, or of 2. */
    private static final Pattern RGB =
            Pattern.compile("rgba?:([\\da-fA-F]{1,4})/([\\da-fA-F]{1,4})/([\\da-fA-F]{1,4}).*");

    /** Colours 0 to 6 and 8 of the 16 are dark enough to be written on in bright ones. */
    private static final Pattern COLORFGBG = Pattern.compile("\\d+(?:;\\w+)?;(\\d{1,2})");

    /**
     * Returns the colours of a terminal as its environment tells them.
     *
     * @param environment {@code COLORTERM} tells of true colours, {@code COLORFGBG} of the background; without the latter
     *     it is taken for dark, as most are
     */
    static Palette of(Map<String, String> environment) {
        boolean many =
                Stream.of("truecolor", "24bit").anyMatch(environment.getOrDefault("COLORTERM", "")::equalsIgnoreCase);
        Matcher background = COLORFGBG.matcher(environment.getOrDefault("COLORFGBG", ""));
        int colour = background.matches() ? Integer.parseInt(background.group(1)) : 0;
        return (many ? TRUE_DARK : DARK).on(colour == 7 || colour > 8);
    }

    /** Returns whether it is for a light background. */
    public boolean isLight() {
        return this == LIGHT || this == TRUE_LIGHT;
    }

    /** Returns the same number of colours for a light or a dark background. */
    public Palette on(boolean light) {
        return switch (this) {
            case NONE -> NONE;
            case DARK, LIGHT -> light ? LIGHT : DARK;
            case TRUE_DARK, TRUE_LIGHT -> light ? TRUE_LIGHT : TRUE_DARK;
        };
    }

    /** Returns whether a background is light, given what the terminal answered: {@code rgb:ffff/ffff/dddd}. */
    public static Optional<Boolean> isLight(String answer) {
        Matcher parts = RGB.matcher(answer);
        return parts.matches()
                ? Optional.of(0.299 * part(parts.group(1)) + 0.587 * part(parts.group(2)) + 0.114 * part(parts.group(3))
                        > 0.5)
                : Optional.empty();
    }

    private static double part(String digits) {
        return Integer.parseInt(digits, 16) / (Math.pow(16, digits.length()) - 1);
    }
}
