package dev.bpflab.view;

import java.util.ArrayList;
import java.util.List;

/** Breaks styled text into lines of at most so many columns, at spaces, and inside a word only when it is too long. */
public final class Wrap {
    /** What closes or ends something: no line begins with it. */
    private static final String CLOSING = " .,;:!?)]}\u3001\u3002\uff0c\uff0e\uff01\uff1f\uff1a\uff1b\uff09\u300d\u300f"
            + "\u3011\u300b\u3009\u3015\u201d\u2019";

    /** What opens something: no line ends with it. */
    private static final String OPENING = "([{\uff08\u300c\u300e\u3010\u300a\u3008\u3014\u201c\u2018";

    /** What joins the parts of a long word: a line may end with it. */
    private static final String JOINTS = "./,:;=&|-";

    private final List<Line> lines = new ArrayList<>();
    private final int width;
    private final StyledText text;

    private Wrap(Line text, int width) {
        this.width = Math.max(width, 2);
        this.text = new StyledText(text);
    }

    /** Returns the lines; a newline in the text always ends one. Text without a character is one empty line. */
    public static List<Line> lines(Line text, int width) {
        Wrap wrap = new Wrap(text, width);
        int from = 0;
        for (int i = 0; i <= wrap.text.length(); i++) {
            if (i == wrap.text.length() || wrap.text.character(i) == '\n') {
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
            columns += text.columns(i);
            // A space may hang over the edge: it is dropped there.
            if (columns > width && !text.isSpace(i)) {
                int end = lastBreak > start ? lastBreak : cut(i, start);
                lines.add(text.line(start, end));
                start = text.skipSpaces(end, to);
                lastBreak = -1;
                columns = 0;
                for (int k = start; k <= i; k++) {
                    if (k > start && breakable(k)) {
                        lastBreak = k;
                    }
                    columns += text.columns(k);
                }
            }
        }
        lines.add(text.line(start, to));
    }

    /**
     * Where a word is too long it is cut: behind one of its joints, as names of classes and paths have them, if there is one
     * in its second half, and not between a character and what belongs to it, if that can be helped.
     */
    private int cut(int i, int start) {
        for (int end = i; end > start + (i - start) / 2; end--) {
            if (JOINTS.indexOf(text.character(end - 1)) >= 0 && CLOSING.indexOf(text.character(end)) < 0) {
                return end;
            }
        }
        int end = i;
        while (end > start && text.continues(end)) {
            end--;
        }
        return end > start ? end : i;
    }

    /** A line may begin at the first character after spaces, and before or after a wide one, but not with a stop. */
    private boolean breakable(int i) {
        if (text.isSpace(i - 1)) {
            return !text.isSpace(i) && !insideShortCode(i);
        }
        boolean wide = text.columns(i) == 2 || text.columns(i - 1) == 2;
        return wide
                && !text.continues(i)
                && CLOSING.indexOf(text.character(i)) < 0
                && OPENING.indexOf(text.character(i - 1)) < 0;
    }

    /** Code in running text reads better, and is copied better, on one line. */
    private boolean insideShortCode(int i) {
        if (text.style(i) != Style.CODE || text.style(i - 1) != Style.CODE) {
            return false;
        }
        int from = i;
        int to = i;
        while (from > 0 && text.style(from - 1) == Style.CODE) {
            from--;
        }
        while (to < text.length() && text.style(to) == Style.CODE) {
            to++;
        }
        return to - from <= width / 2;
    }
}
