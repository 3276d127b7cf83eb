package dev.bpflab.view;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** The brackets of Java source that are no part of text or comments, and which of them belong together. */
public final class Brackets {
    private static final String OPENING = "([{";
    private static final String CLOSING = ")]}";

    private final Map<Integer, Integer> partners = new HashMap<>();
    private final Deque<Integer> open = new ArrayDeque<>();

    /** Finds the brackets in marked source, as {@link JavaCode#line} returns it. */
    public Brackets(Line code) {
        Deque<Character> expected = new ArrayDeque<>();
        int at = 0;
        for (Line.Piece piece : code.pieces()) {
            boolean isCode = piece.style() != Style.STRING && piece.style() != Style.COMMENT;
            for (int i = 0; i < piece.text().length() && isCode; i++) {
                char c = piece.text().charAt(i);
                int kind = OPENING.indexOf(c);
                if (kind >= 0) {
                    open.push(at + i);
                    expected.push(CLOSING.charAt(kind));
                } else if (CLOSING.indexOf(c) >= 0 && !expected.isEmpty() && expected.peek() == c) {
                    expected.pop();
                    int opening = open.pop();
                    partners.put(opening, at + i);
                    partners.put(at + i, opening);
                }
            }
            at += piece.text().length();
        }
    }

    /** Returns where the partner of the bracket at a position stands; -1 when there is no bracket, or none to it. */
    public int partner(int position) {
        return partners.getOrDefault(position, -1);
    }

    /** Returns how many brackets are not closed. */
    public int open() {
        return open.size();
    }

    /** Returns where the last bracket stands that is not closed; -1 when all are. */
    public int lastOpen() {
        return open.isEmpty() ? -1 : open.peek();
    }
}
