package dev.bpflab.view;

import java.util.ArrayList;
import java.util.List;

/** A line's characters, each with its style, to cut lines from. */
final class StyledText {
    private static final int ZERO_WIDTH_JOINER = 0x200d;
    private static final int FIRST_SKIN_TONE = 0x1f3fb;
    private static final int LAST_SKIN_TONE = 0x1f3ff;
    private static final int FIRST_REGIONAL = 0x1f1e6;
    private static final int LAST_REGIONAL = 0x1f1ff;

    private final int[] characters;
    private final Style[] styles;

    StyledText(Line text) {
        this.characters = text.plain().codePoints().toArray();
        this.styles = new Style[characters.length];
        int at = 0;
        for (Line.Piece piece : text.pieces()) {
            for (int i = piece.text().codePointCount(0, piece.text().length()); i > 0; i--) {
                styles[at++] = piece.style();
            }
        }
    }

    int length() {
        return characters.length;
    }

    int character(int i) {
        return characters[i];
    }

    Style style(int i) {
        return styles[i];
    }

    /** Returns how many columns a character takes where it stands. */
    int columns(int i) {
        return Columns.of(characters[i]);
    }

    boolean isSpace(int i) {
        return characters[i] == ' ';
    }

    /** Tells whether a character belongs to the one before it: an accent, a skin tone, the rest of a joined emoji or flag. */
    boolean continues(int i) {
        int character = characters[i];
        return columns(i) == 0
                || (i > 0 && characters[i - 1] == ZERO_WIDTH_JOINER)
                || (character >= FIRST_SKIN_TONE && character <= LAST_SKIN_TONE)
                || (isRegional(i) && (regionalsBefore(i) & 1) == 1);
    }

    private boolean isRegional(int i) {
        return characters[i] >= FIRST_REGIONAL && characters[i] <= LAST_REGIONAL;
    }

    private int regionalsBefore(int i) {
        int count = 0;
        while (count < i && isRegional(i - 1 - count)) {
            count++;
        }
        return count;
    }

    /** Returns the first character from here on that is no space. */
    int skipSpaces(int from, int to) {
        int i = from;
        while (i < to && isSpace(i)) {
            i++;
        }
        return i;
    }

    /** Returns a part as a line, without the spaces at its end. */
    Line line(int from, int to) {
        int end = to;
        while (end > from && isSpace(end - 1)) {
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
        return new Line(pieces);
    }
}
