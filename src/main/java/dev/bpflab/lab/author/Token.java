package dev.bpflab.lab.author;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of Java source that means something: a name, a number, a text in quotes, an operator or a bracket.
 *
 * @param start where it begins in the source
 * @param text the piece
 */
record Token(int start, String text) {
    private static final Pattern PIECE = Pattern.compile("(?s)(?<gap>\\s+|//[^\n]*|/\\*.*?\\*/)"
            + "|(?<piece>\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*\"|'(?:\\\\.|[^'\\\\\n])+'"
            + "|0[xX][0-9a-fA-F_]+[lL]?|\\d[\\d_]*(?:\\.\\d+)?[lLfFdD]?"
            + "|[A-Za-z_$][\\w$]*|->|::|[=!<>]=|&&|\\|\\||[-+*/]=|\\+\\+|--|.)");

    private static final Pattern WHOLE = Pattern.compile("0[xX][0-9a-fA-F_]+[lL]?|\\d[\\d_]*[lL]?");

    /** Returns the tokens of a source, comments and blanks left out. */
    static List<Token> of(String source) {
        List<Token> tokens = new ArrayList<>();
        Matcher pieces = PIECE.matcher(source);
        while (pieces.find()) {
            if (pieces.group("piece") != null) {
                tokens.add(new Token(pieces.start(), pieces.group()));
            }
        }
        return tokens;
    }

    int end() {
        return start + text.length();
    }

    boolean is(String other) {
        return text.equals(other);
    }

    boolean isWord() {
        return Character.isJavaIdentifierStart(text.charAt(0));
    }

    boolean isWholeNumber() {
        return WHOLE.matcher(text).matches();
    }

    boolean opens() {
        return is("(") || is("{") || is("[");
    }

    boolean closes() {
        return is(")") || is("}") || is("]");
    }
}
