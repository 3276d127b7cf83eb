package dev.bpflab.view;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Java source with its keywords, literals and comments marked. Never fails: what it does not know stays plain. */
public final class JavaCode {
    private static final String KEYWORDS =
            "abstract assert boolean break byte case catch char class continue default do"
                    + " double else enum extends final finally float for if implements import instanceof int interface long new"
                    + " null package private protected public record return sealed short static super switch synchronized this"
                    + " throw throws true false try var void volatile while yield";
    private static final Pattern TOKEN = Pattern.compile("(?<comment>//[^\n]*|/\\*(?s:.*?)(?:\\*/|\\z))"
            + "|(?<string>\"\"\"(?s:.*?)(?:\"\"\"|\\z)|\"(?:\\\\.|[^\"\\\\\n])*\"?|'(?:\\\\.|[^'\\\\\n])*'?)"
            + "|(?<keyword>\\b(?:" + KEYWORDS.replace(' ', '|') + ")\\b)"
            + "|(?<word>[\\p{L}_$][\\p{L}\\p{N}_$]*)"
            + "|(?<number>\\b\\d[\\w.]*)");

    private JavaCode() {}

    /** Returns the source line by line. */
    public static List<Line> lines(String source) {
        List<Line.Piece> pieces = new ArrayList<>();
        Matcher tokens = TOKEN.matcher(source);
        int done = 0;
        while (tokens.find()) {
            pieces.add(new Line.Piece(source.substring(done, tokens.start()), Style.PLAIN));
            pieces.add(new Line.Piece(tokens.group(), style(tokens)));
            done = tokens.end();
        }
        pieces.add(new Line.Piece(source.substring(done), Style.PLAIN));
        return Wrap.split(new Line(pieces));
    }

    private static Style style(Matcher token) {
        if (token.group("comment") != null) {
            return Style.COMMENT;
        }
        if (token.group("string") != null) {
            return Style.STRING;
        }
        if (token.group("keyword") != null) {
            return Style.KEYWORD;
        }
        return token.group("number") != null ? Style.NUMBER : Style.PLAIN;
    }
}
