package dev.bpflab.view;

import java.util.ArrayList;
import java.util.List;

/**
 * Breaks lines of code that do not fit so that they can still be read and copied: at a space outside strings or after a
 * bracket, the rest indented; the rest of a comment is a comment again. Only where there is no such space a line is cut at the edge.
 */
public final class CodeWrap {
    private static final int HANGING = 4;

    /** The spaces between code and its comment where there is little room. */
    private static final int GAP = 2;

    private final List<Line> lines = new ArrayList<>();
    private final StyledText text;
    private final int width;
    private final int hang;

    private CodeWrap(Line line, int width) {
        this.text = new StyledText(line);
        this.width = width;
        this.hang = Math.min(text.skipSpaces(0, text.length()) + HANGING, width / 2);
    }

    /** Returns the lines of some code, each of at most so many columns. */
    public static List<Line> lines(List<Line> code, int width) {
        List<Line> fitted = new ArrayList<>();
        for (Line line : code) {
            if (line.width() <= width) {
                fitted.add(line);
            } else {
                CodeWrap wrap = new CodeWrap(squeezed(line), width);
                wrap.broken();
                fitted.addAll(wrap.lines);
            }
        }
        return fitted;
    }

    /** A comment need not stand below others where that would break it. */
    private static Line squeezed(Line line) {
        List<Line.Piece> pieces = new ArrayList<>(line.pieces());
        int last = pieces.size() - 1;
        if (last > 0 && pieces.get(last).style() == Style.COMMENT) {
            Line.Piece before = pieces.get(last - 1);
            String code = before.text().stripTrailing();
            boolean inFront = last == 1 && code.isEmpty();
            if (!inFront && before.text().length() - code.length() > GAP) {
                pieces.set(last - 1, new Line.Piece(code + " ".repeat(GAP), before.style()));
            }
        }
        return new Line(pieces);
    }

    private void broken() {
        int start = 0;
        Line margin = Line.EMPTY;
        while (start < text.length()) {
            int end = end(start, width - margin.width());
            lines.add(margin.plus(text.line(start, end)));
            start = text.skipSpaces(end, text.length());
            margin = margin(start, end);
        }
    }

    /** Returns where the line that begins at {@code start} ends: behind all that fits, or at the last good place in that. */
    private int end(int start, int room) {
        int columns = 0;
        int space = -1;
        int bracket = -1;
        int whole = -1;
        boolean blank = true;
        for (int i = start; i < text.length(); i++) {
            if (!blank && isGoodSpace(i)) {
                space = i;
            } else if (!blank && isGoodBracket(i)) {
                bracket = i;
            }
            if (i > start && !text.continues(i)) {
                whole = i;
            }
            blank &= text.isSpace(i);
            columns += text.columns(i);
            if (columns > room && !text.isSpace(i)) {
                // A bracket is the better place only where a space would leave most of the line empty.
                int good = space - start < room / 2 ? Math.max(space, bracket) : space;
                return good > start ? good : whole > start ? whole : i + 1;
            }
        }
        return text.length();
    }

    private boolean isGoodSpace(int i) {
        return text.isSpace(i) && !isInsideString(i) && !beginsComment(i);
    }

    private boolean isGoodBracket(int i) {
        boolean opens = i > 0 && text.character(i - 1) == '(' && text.character(i) != ')';
        return opens && text.style(i - 1) != Style.STRING && text.style(i - 1) != Style.COMMENT;
    }

    private boolean isInsideString(int i) {
        return i > 0 && text.style(i) == Style.STRING && text.style(i - 1) == Style.STRING;
    }

    /** A sign that begins a comment does not stand at the end of a line. */
    private boolean beginsComment(int i) {
        return text.style(i) == Style.COMMENT
                && (i < 2 || text.style(i - 2) != Style.COMMENT || (i > 2 && text.style(i - 3) != Style.COMMENT));
    }

    private Line margin(int start, int end) {
        Line indent = Line.of(" ".repeat(hang));
        boolean inComment = start < text.length()
                && text.style(start) == Style.COMMENT
                && text.style(Math.max(0, end - 1)) == Style.COMMENT;
        return inComment ? indent.plus(marker(end), Style.COMMENT) : indent;
    }

    /** Returns what began the comment that is broken here; nothing for a block comment, which goes on by itself. */
    private String marker(int inside) {
        int from = inside;
        while (from > 0 && text.style(from - 1) == Style.COMMENT) {
            from--;
        }
        String sign = text.line(from, Math.min(from + 2, text.length())).plain();
        if (sign.startsWith("//")) {
            return "// ";
        }
        return sign.startsWith(";") || sign.startsWith("#") ? sign.charAt(0) + " " : "";
    }
}
