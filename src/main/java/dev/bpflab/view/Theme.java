package dev.bpflab.view;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * How styled text looks where it goes.
 *
 * @param colour whether styles become colours
 * @param unicode whether characters outside ASCII can be shown
 */
public record Theme(boolean colour, boolean unicode) {
    /** No colour, all characters: files, pipes, dumb terminals. */
    public static final Theme PLAIN = new Theme(false, true);

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
            Map.entry(0x2713, "+"),
            Map.entry(0x2717, "x"));

    /**
     * Returns the theme for a program's output.
     *
     * @param environment the process environment: {@code NO_COLOR} and {@code TERM=dumb} turn colour off
     * @param terminal whether the output is a terminal
     * @param charset the charset of the output
     */
    public static Theme of(Map<String, String> environment, boolean terminal, Charset charset) {
        boolean refused = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        boolean dumb = environment.getOrDefault("TERM", "").equals("dumb");
        boolean unicode = charset.equals(StandardCharsets.UTF_8)
                || charset.name().toUpperCase(Locale.ROOT).startsWith("UTF");
        return new Theme(terminal && !refused && !dumb, unicode);
    }

    /** Returns a line as the characters to print, without a line end. Control characters in it are shown, not obeyed. */
    public String print(Line line) {
        StringBuilder out = new StringBuilder();
        for (Line.Piece piece : line.pieces()) {
            String sgr = colour ? piece.style().sgr() : "";
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
            out.append(print(line)).append('\n');
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
