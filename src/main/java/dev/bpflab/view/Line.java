package dev.bpflab.view;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Styled text: pieces in order. One line of output, or, with newlines in it, text still to be {@link Wrap wrapped}. */
public record Line(List<Piece> pieces) {
    /** Nothing. */
    public static final Line EMPTY = new Line(List.of());

    /** Text of one style. */
    public record Piece(String text, Style style) {}

    public Line {
        pieces = List.copyOf(pieces);
    }

    /** Returns plain text. */
    public static Line of(String text) {
        return of(text, Style.PLAIN);
    }

    /** Returns text of one style. */
    public static Line of(String text, Style style) {
        return text.isEmpty() ? EMPTY : new Line(List.of(new Piece(text, style)));
    }

    /** Returns this text with more after it. */
    public Line plus(Line more) {
        if (pieces.isEmpty() || more.pieces.isEmpty()) {
            return pieces.isEmpty() ? more : this;
        }
        List<Piece> all = new ArrayList<>(pieces);
        all.addAll(more.pieces);
        return new Line(all);
    }

    /** Returns this text with plain text after it. */
    public Line plus(String more) {
        return plus(of(more));
    }

    /** Returns this text with more after it. */
    public Line plus(String more, Style style) {
        return plus(of(more, style));
    }

    /** Returns the characters without styles. */
    public String plain() {
        return pieces.stream().map(Piece::text).collect(Collectors.joining());
    }

    /** Returns how many columns of a terminal it takes. */
    public int width() {
        return pieces.stream().mapToInt(piece -> Columns.of(piece.text())).sum();
    }

    /** Returns it filled with spaces to this many columns, at its right or, for what is set to the right, at its left. */
    public Line padded(int columns, boolean toTheRight) {
        Line space = of(" ".repeat(Math.max(0, columns - width())));
        return toTheRight ? space.plus(this) : plus(space);
    }
}
