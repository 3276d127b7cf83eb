package dev.bpflab.asm;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Cuts one line into tokens and hands them out; a comment begins with {@code ;}, {@code //}, or a {@code #} after a space. */
final class Tokens {
    private static final Pattern COMMENT = Pattern.compile(";|//|(?<=^|\\s)#");
    /** What a listing puts before an instruction: its slot, the verifier's live registers, its opcode. */
    private static final Pattern PREFIX = Pattern.compile(
            "\\s*(?:(?:[0-9]+\\s+)?[0-9]+:\\s*)?(?:[.0-9]{10}\\s+)?(?:\\((?<opcode>[0-9a-fA-F]{2})\\)\\s*)?");

    private static final Pattern TOKEN = Pattern.compile("""
            \\s*(?:
              (?<number>0[xX][0-9a-fA-F]+\\b|[0-9]+\\b)
            | (?<symbol>s(?:>>=|/=|%=|>=|<=|>|<) | <<=|>>=|[-+*/|&%^=!<>]=|[-+*/|&^%=<>()\\[\\],:\\#])
            | (?<word>[A-Za-z_.$][A-Za-z0-9_.$]*)
            )""", Pattern.COMMENTS);

    private final int line;
    private final String source;
    private final String text;
    private final int opcode;
    private final List<Token> tokens;
    private int next;

    Tokens(int line, String source) {
        this.line = line;
        this.source = source.stripTrailing();
        Matcher comment = COMMENT.matcher(source);
        this.text = (comment.find() ? source.substring(0, comment.start()) : source).stripTrailing();
        Matcher prefix = PREFIX.matcher(text);
        int start = prefix.lookingAt() ? prefix.end() : 0;
        String code = prefix.group("opcode");
        this.opcode = code == null ? -1 : Integer.parseInt(code, 16);
        this.tokens = cut(start);
    }

    private List<Token> cut(int start) {
        List<Token> cut = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        int at = start;
        while (at < text.length()) {
            if (!matcher.region(at, text.length()).lookingAt()) {
                while (Character.isWhitespace(text.charAt(at))) {
                    at++;
                }
                throw new TextAsmException(line, at + 1, source, "unexpected character '" + text.charAt(at) + "'");
            }
            for (Token.Kind kind : List.of(Token.Kind.NUMBER, Token.Kind.SYMBOL, Token.Kind.WORD)) {
                String group = kind.name().toLowerCase(Locale.ROOT);
                if (matcher.group(group) != null) {
                    cut.add(new Token(matcher.group(group), kind, matcher.start(group) + 1));
                }
            }
            at = matcher.end();
        }
        cut.add(new Token("", Token.Kind.END, text.length() + 1));
        return cut;
    }

    /** Returns the instruction as it is written, without what stands before and after. */
    String text() {
        return text.substring(Math.min(tokens.get(0).column() - 1, text.length()));
    }

    /** Returns the number of the line, from 1. */
    int line() {
        return line;
    }

    /** Returns the opcode that stands in parentheses before the instruction, or -1. */
    int opcode() {
        return opcode;
    }

    /** Returns the coming token, without taking it. */
    Token peek() {
        return peek(0);
    }

    /** Returns a later token, without taking any. */
    Token peek(int ahead) {
        return tokens.get(Math.min(next + ahead, tokens.size() - 1));
    }

    boolean atEnd() {
        return peek().kind() == Token.Kind.END;
    }

    Token take() {
        Token token = peek();
        if (next < tokens.size() - 1) {
            next++;
        }
        return token;
    }

    /** Takes the coming token if it is this one. */
    boolean takeIf(String text) {
        if (peek().is(text)) {
            take();
            return true;
        }
        return false;
    }

    void expect(String text) {
        if (!takeIf(text)) {
            throw expected("'" + text + "'", Stream.of(text));
        }
    }

    /** Takes a number and the sign before it; hexadecimal up to 64 bits. */
    long number(String what) {
        boolean negative = peek().is("-") && peek(1).kind() == Token.Kind.NUMBER;
        if (negative || (peek().is("+") && peek(1).kind() == Token.Kind.NUMBER)) {
            take();
        }
        if (peek().kind() != Token.Kind.NUMBER) {
            throw expected(what);
        }
        Token token = take();
        try {
            if (isHex(token)) {
                long value = Long.parseUnsignedLong(token.text().substring(2), 16);
                return negative ? -value : value;
            }
            // A number above the signed range only makes sense where all 64 bits are meant.
            boolean all = !negative && peek().is("ll");
            return all ? Long.parseUnsignedLong(token.text()) : Long.parseLong((negative ? "-" : "") + token.text());
        } catch (NumberFormatException tooLarge) {
            throw error(token, token.text() + " does not fit 64 bits");
        }
    }

    /** Returns whether a token is a hexadecimal number. */
    static boolean isHex(Token token) {
        return token.text().startsWith("0x") || token.text().startsWith("0X");
    }

    /** Returns what to throw when something else than this comes. */
    TextAsmException expected(String what) {
        return error(peek(), "expected " + what + ", found " + peek().shown());
    }

    /** Returns what to throw when something else than this comes, perhaps one of the words that may come, mistyped. */
    TextAsmException expected(String what, Stream<String> words) {
        return expected(peek(), what, words);
    }

    TextAsmException expected(Token found, String what, Stream<String> words) {
        return error(found, "expected " + what + ", found " + found.shown() + Spelling.hint(found.text(), words));
    }

    TextAsmException error(Token at, String cause) {
        return new TextAsmException(line, at.column(), source, cause);
    }
}
