package dev.bpflab.asm;

/**
 * A word, a number or a symbol of a line.
 *
 * @param text as it is written; empty at the end of the line
 * @param kind what it is
 * @param column the number of its first character in the line, from 1
 */
record Token(String text, Kind kind, int column) {
    /** What a token is. */
    enum Kind {
        WORD,
        NUMBER,
        SYMBOL,
        END
    }

    boolean is(String symbolOrWord) {
        return text.equals(symbolOrWord);
    }

    /** Returns how a message names it. */
    String shown() {
        return kind == Kind.END ? "the end of the line" : "'" + text + "'";
    }
}
