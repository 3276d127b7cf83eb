package dev.bpflab.view;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** BPF instructions in the kernel's notation with their words, registers, numbers and comments marked. Never fails. */
final class AsmCode {
    private static final Pattern TOKEN = Pattern.compile("(?<comment>(?:;|//|(?<=^|[ \t\n])#)[^\n]*)"
            + "|(?<keyword>\\b(?:if|goto|gotol|may_goto|call|exit|lock|ll|[su](?:8|16|32|64)|be(?:16|32|64)|le(?:16|32|64)"
            + "|bswap(?:16|32|64))\\b)"
            + "|(?<register>\\b[rw](?:10|\\d)\\b|\\bfp(?:-\\d+)?\\b)"
            + "|(?<helper>\\bbpf_\\w+)"
            + "|(?<number>[+-]?\\b(?:0x[\\da-fA-F]+|\\d+)\\b)"
            + "|(?<other>\\w+)");

    private AsmCode() {}

    static Line line(String source) {
        Line line = Line.EMPTY;
        Matcher tokens = TOKEN.matcher(source);
        int done = 0;
        while (tokens.find()) {
            line = line.plus(source.substring(done, tokens.start())).plus(tokens.group(), style(tokens));
            done = tokens.end();
        }
        return line.plus(source.substring(done));
    }

    private static Style style(Matcher token) {
        if (token.group("comment") != null) {
            return Style.COMMENT;
        }
        if (token.group("keyword") != null) {
            return Style.KEYWORD;
        }
        if (token.group("number") != null) {
            return Style.NUMBER;
        }
        return token.group("register") != null || token.group("helper") != null ? Style.CODE : Style.PLAIN;
    }
}
