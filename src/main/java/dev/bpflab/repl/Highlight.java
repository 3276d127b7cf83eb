package dev.bpflab.repl;

import dev.bpflab.view.Line;
import dev.bpflab.view.Style;
import java.util.Locale;
import java.util.stream.Stream;

/** Marks where words that somebody looks for occur in a line. */
final class Highlight {
    private Highlight() {}

    /** Returns where the first of some words stands in a text, whatever its case; -1 when none does. */
    static int first(String text, String words) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.length() != text.length()
                ? -1
                : Stream.of(words.toLowerCase(Locale.ROOT).split("\\s+"))
                        .mapToInt(lower::indexOf)
                        .filter(at -> at >= 0)
                        .min()
                        .orElse(-1);
    }

    /** Returns the line with every occurrence marked: whatever its case, unless the words have capital letters. */
    static Line marked(Line line, String words) {
        if (words.isEmpty()) {
            return line;
        }
        boolean exact = !words.equals(words.toLowerCase(Locale.ROOT));
        Line marked = Line.EMPTY;
        for (Line.Piece piece : line.pieces()) {
            String in = exact ? piece.text() : piece.text().toLowerCase(Locale.ROOT);
            if (in.length() != piece.text().length()) {
                // A letter whose small form has another length: better unmarked than marked beside it.
                in = piece.text();
            }
            int done = 0;
            for (int at = in.indexOf(words); at >= 0; at = in.indexOf(words, done)) {
                marked = marked.plus(piece.text().substring(done, at), piece.style())
                        .plus(piece.text().substring(at, at + words.length()), Style.FOUND);
                done = at + words.length();
            }
            marked = marked.plus(piece.text().substring(done), piece.style());
        }
        return marked;
    }
}
