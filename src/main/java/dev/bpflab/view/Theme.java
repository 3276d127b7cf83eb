package dev.bpflab.view;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How styled text looks where it goes.
 *
 * @param palette which colours styles become
 * @param unicode whether characters outside ASCII can be shown
 * @param words whether the text is listened to: there are no lines, bars and marks then, only words
 */
public record Theme(Palette palette, boolean unicode, boolean words) {
    /** No colour, all characters: files, pipes, dumb terminals. */
    public static final Theme PLAIN = new Theme(Palette.NONE, true, false);

    /** What is drawn and not said: lines, blocks, rows of dots, and marks, beside which words say the same. */
    private static final Pattern DRAWN = Pattern.compile("[\u2500-\u259f]|[\u2713\u2717] ?|\u00b7{2,} ?");

    private static final Map<Integer, String> ASCII = Map.ofEntries(
            Map.entry(0x2018, "'"),
            Map.entry(0x2019, "'"),
            Map.entry(0x201c, "\""),
            Map.entry(0x201d, "\""),
            Map.entry(0x2013, "-"),
            Map.entry(0x2014, "-"),
            Map.entry(0x2026, "."),
            Map.entry(0x2022, "*"),
            Map.entry(0x00d7, "x"),
            Map.entry(0x00a0, " "),
            Map.entry(0x00b7, "."),
            Map.entry(0x2192, ">"),
            Map.entry(0x2500, "-"),
            Map.entry(0x2550, "="),
            Map.entry(0x2502, "|"),
            Map.entry(0x250c, "+"),
            Map.entry(0x2510, "+"),
            Map.entry(0x2514, "+"),
            Map.entry(0x2518, "+"),
            Map.entry(0x251c, "+"),
            Map.entry(0x2524, "+"),
            Map.entry(0x252c, "+"),
            Map.entry(0x2534, "+"),
            Map.entry(0x253c, "+"),
            Map.entry(0x25c4, "<"),
            Map.entry(0x25ba, ">"),
            Map.entry(0x25b2, "^"),
            Map.entry(0x25bc, "v"),
            Map.entry(0x2190, "<"),
            Map.entry(0x2212, "-"),
            Map.entry(0x2588, "#"),
            Map.entry(0x2591, "."),
            Map.entry(0x2265, ">"),
            Map.entry(0x00b5, "u"),
            Map.entry(0x2713, "+"),
            Map.entry(0x2717, "x"));

    /** Returns a theme in the terminal's own 16 colours, or none. */
    public Theme(boolean colour, boolean unicode) {
        this(colour ? Palette.DARK : Palette.NONE, unicode, false);
    }

    /**
     * Returns the theme for a program's output.
     *
     * @param environment the process environment: {@code NO_COLOR}, {@code CLICOLOR=0} and {@code TERM=dumb} turn colour
     *     off, {@code CLICOLOR_FORCE} turns it on where there is no terminal (no-color.org, bixense.com/clicolors)
     * @param terminal whether the output is a terminal
     * @param charset the charset of the output
     */
    public static Theme of(Map<String, String> environment, boolean terminal, Charset charset) {
        boolean unicode = charset.equals(StandardCharsets.UTF_8)
                || charset.name().toUpperCase(Locale.ROOT).startsWith("UTF");
        return new Theme(hasColour(environment, terminal) ? Palette.of(environment) : Palette.NONE, unicode, false);
    }

    /** Returns whether a program's output may be coloured, by the same rules. */
    public static boolean hasColour(Map<String, String> environment, boolean terminal) {
        if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
            return false;
        }
        String forced = environment.getOrDefault("CLICOLOR_FORCE", "0");
        boolean dumb = environment.getOrDefault("TERM", "dumb").equals("dumb");
        boolean asked = !environment.getOrDefault("CLICOLOR", "1").equals("0");
        return (!forced.equals("0") && !forced.isEmpty()) || (terminal && !dumb && asked);
    }

    /** Returns the same theme in other colours. */
    public Theme in(Palette colours) {
        return new Theme(colours, unicode, words);
    }

    /** Returns the theme for who listens: without colours, lines, bars and marks. */
    public Theme inWords() {
        return new Theme(Palette.NONE, unicode, true);
    }

    /** Returns whether styles become colours. */
    public boolean colour() {
        return palette != Palette.NONE;
    }

    /** Returns a line as the characters to print, without a line end. Control characters in it are shown, not obeyed. */
    public String print(Line line) {
        StringBuilder out = new StringBuilder();
        if (words) {
            DRAWN.matcher(line.plain()).replaceAll("").codePoints().forEach(codePoint -> append(codePoint, out));
            return out.toString();
        }
        for (Line.Piece piece : line.pieces()) {
            String sgr = piece.style().sgr(palette);
            if (!sgr.isEmpty()) {
                out.append("\u001b[").append(sgr).append('m');
            }
            piece.text().codePoints().forEach(codePoint -> append(codePoint, out));
            if (!sgr.isEmpty()) {
                out.append("\u001b[0m");
            }
        }
        return out.toString();
    }

    /** Returns lines as the characters to print, each with a line end. */
    public String print(Iterable<Line> lines) {
        StringBuilder out = new StringBuilder();
        for (Line line : lines) {
            String printed = print(line);
            // A line of nothing but lines says nothing in words.
            if (!words || !printed.isBlank() || line.plain().isBlank()) {
                out.append(printed).append('\n');
            }
        }
        return out.toString();
    }

    private void append(int codePoint, StringBuilder out) {
        if (codePoint == '\t') {
            out.append(' ');
        } else if (Character.isISOControl(codePoint)) {
            out.append(unicode ? '\ufffd' : '?');
        } else if (unicode || codePoint < 0x80) {
            out.appendCodePoint(codePoint);
        } else {
            String ascii = ASCII.getOrDefault(codePoint, "?");
            out.append(ascii.repeat(Columns.of(codePoint)));
        }
    }
}
