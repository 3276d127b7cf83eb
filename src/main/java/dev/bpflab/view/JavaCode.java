package dev.bpflab.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Java source with its parts marked: what pages, results and the prompt show. Never fails, also not on what is only begun;
 * its time grows with the length of the source and with nothing else.
 */
public final class JavaCode {
    private static final Set<String> KEYWORDS = Set.of(("abstract assert boolean break byte case catch char class const"
                    + " continue default do double else enum extends final finally float for goto if implements import"
                    + " instanceof int interface long native new null package private protected public record return sealed"
                    + " short static strictfp super switch synchronized this throw throws transient true false try var void"
                    + " volatile while yield")
            .split(" "));

    // Possessive and without nested repetition: what is typed may be anything.
    private static final Pattern TOKEN = Pattern.compile("(?<comment>//[^\\n]*+|/\\*(?:[^*]|\\*(?!/))*+(?:\\*/)?)"
            + "|(?<string>\"\"\"(?:[^\"\\\\]|\\\\.|\"(?!\"\"))*+(?:\"\"\")?|\"(?:[^\"\\\\\\n]|\\\\.)*+\"?"
            + "|'(?:[^'\\\\\\n]|\\\\.)*+'?)"
            + "|(?<word>[\\p{L}_$][\\p{L}\\p{N}_$]*+)"
            + "|(?<number>\\d[\\w.]*+)");

    private static final Pattern CONSTANT = Pattern.compile("[A-Z][A-Z0-9_]*+");

    private JavaCode() {}

    /** Returns the source line by line. */
    public static List<Line> lines(String source) {
        return Wrap.split(line(source));
    }

    /** Returns the source as one text, with its line ends in it. */
    public static Line line(String source) {
        List<Line.Piece> pieces = new ArrayList<>();
        Matcher tokens = TOKEN.matcher(source);
        int done = 0;
        while (tokens.find()) {
            Style style = style(tokens, source);
            if (style != Style.PLAIN) {
                if (done < tokens.start()) {
                    pieces.add(new Line.Piece(source.substring(done, tokens.start()), Style.PLAIN));
                }
                pieces.add(new Line.Piece(tokens.group(), style));
                done = tokens.end();
            }
        }
        if (done < source.length()) {
            pieces.add(new Line.Piece(source.substring(done), Style.PLAIN));
        }
        return new Line(pieces);
    }

    private static Style style(Matcher token, String source) {
        if (token.start("comment") >= 0) {
            return Style.COMMENT;
        }
        if (token.start("string") >= 0) {
            return Style.STRING;
        }
        return token.start("number") >= 0 ? Style.NUMBER : word(token.group(), token.start(), token.end(), source);
    }

    private static Style word(String word, int start, int end, String source) {
        if (KEYWORDS.contains(word)) {
            return Style.KEYWORD;
        }
        if (CONSTANT.matcher(word).matches() && word.length() > 1) {
            return Style.CONSTANT;
        }
        if (Character.isUpperCase(word.charAt(0))) {
            return Style.TYPE;
        }
        boolean called = end < source.length() && source.charAt(end) == '(';
        boolean member = start > 0 && source.charAt(start - 1) == '.';
        return called && !member ? Style.FUNCTION : Style.PLAIN;
    }
}
