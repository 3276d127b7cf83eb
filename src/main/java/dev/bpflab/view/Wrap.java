package dev.bpflab.view;

import java.util.ArrayList;
import java.util.List;

/** Breaks styled text into lines of at most so many columns, at spaces, and inside a word only when it is too long. */
public final class Wrap {
    private final List<Line> lines = new ArrayList<>();
    private final int width;
    private final int[] characters;
    private final Style[] styles;

    private Wrap(Line text, int width) {
        this.width = Math.max(width, 2);
        this.characters = text.plain().codePoints().toArray();
        this.styles = new Style[characters.length];
        int at = 0;
        for (Line.Piece piece : text.pieces()) {
            for (int i = piece.text().codePointCount(0, piece.text().length()); i > 0; i--) {
                styles[at++] = piece.style();
            }
        }
    }

    /** Returns the lines; a newline in the text always ends one. Text without a character is one empty line. */
    public static List<Line> lines(Line text, int width) {
        Wrap wrap = new Wrap(text, width);
        int from = 0;
        for (int i = 0; i <= wrap.characters.length; i++) {
            if (i == wrap.characters.length || wrap.characters[i] == '\n') {
                wrap.paragraph(from, i);
                from = i + 1;
            }
        }
        return wrap.lines;
    }

    /** Returns the text split at its newlines only. */
    public static List<Line> split(Line text) {
        return lines(text, Integer.MAX_VALUE);
    }

    private void paragraph(int from, int to) {
        int start = from;
        int lastBreak = -1;
        int columns = 0;
        for (int i = from; i < to; i++) {
            if (i > start && breakable(i)) {
                lastBreak = i;
            }
            columns += Columns.of(characters[i]);
            // A space may hang over the edge: it is dropped there.
            if (columns > width && characters[i] != ' ') {
                int end = lastBreak > start ? lastBreak : i;
                add(start, end);
                start = skipSpaces(end, to);
                lastBreak = -1;
                columns = 0;
                for (int k = start; k <= i; k++) {
                    if (k > start && breakable(k)) {
                        lastBreak = k;
                    }
                    columns += Columns.of(characters[k]);
                }
            }
        }
        add(start, to);
    }

    /** A line may begin at the first character after spaces, and before or after a wide one, but not with a stop. */
    private boolean breakable(int i) {
        boolean afterSpace = characters[i - 1] == ' ' && characters[i] != ' ' && !insideShortCode(i);
        boolean wide = Columns.of(characters[i]) == 2 || Columns.of(characters[i - 1]) == 2;
        return afterSpace || (wide && " .,;:!?)".indexOf(characters[i]) < 0 && Columns.of(characters[i]) > 0);
    }

    /** Code in running text reads better, and is copied better, on one line. */
    private boolean insideShortCode(int i) {
        if (styles[i] != Style.CODE || styles[i - 1] != Style.CODE) {
            return false;
        }
        int from = i;
        int to = i;
        while (from > 0 && styles[from - 1] == Style.CODE) {
            from--;
        }
        while (to < styles.length && styles[to] == Style.CODE) {
            to++;
        }
        return to - from <= width / 2;
    }

    private int skipSpaces(int from, int to) {
        int i = from;
        while (i < to && characters[i] == ' ') {
            i++;
        }
        return i;
    }

    private void add(int from, int to) {
        int end = to;
        while (end > from && characters[end - 1] == ' ') {
            end--;
        }
        List<Line.Piece> pieces = new ArrayList<>();
        int i = from;
        while (i < end) {
            int start = i;
            while (i < end && styles[i] == styles[start]) {
                i++;
            }
            pieces.add(new Line.Piece(new String(characters, start, i - start), styles[start]));
        }
        lines.add(new Line(pieces));
    }
}
