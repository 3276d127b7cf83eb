package dev.bpflab.session;

import static dev.bpflab.session.Messages.text;

import dev.bpflab.session.Hints.Mistake;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The mistakes that keep a snippet from being Java at all. */
final class SyntaxHints {
    private static final String ANY = ".*";
    private static final Pattern LISP_CALL =
            Pattern.compile("\\s*\\(\\s*(?:[a-z][\\w.]*/)?([a-z][\\w!?-]*)\\s+[^\\s=+*/<>&|?.)-].*", Pattern.DOTALL);
    private static final Pattern OTHER_DECLARATION =
            Pattern.compile("\\s*(?:let|const|val|def)\\s+(\\w+).*", Pattern.DOTALL);
    private static final Pattern WALRUS = Pattern.compile("\\s*(\\w+)\\s*:=.*", Pattern.DOTALL);
    private static final String OPENING = "([{";
    private static final String CLOSING = ")]}";

    static final List<Mistake> ROWS = List.of(
            new Mistake(ANY, SyntaxHints::lispCall),
            new Mistake(ANY, SyntaxHints::otherLanguage),
            new Mistake("unclosed\\.str\\.lit", slip -> text("syntaxHints.stringEndsWithOnIts")),
            new Mistake(
                    "unclosed\\.char\\.lit|empty\\.char\\.lit", slip -> text("syntaxHints.textStandsInDoubleQuotes")),
            new Mistake("illegal\\.char", SyntaxHints::illegalCharacter),
            new Mistake("premature\\.eof", SyntaxHints::unclosed),
            new Mistake("expected\\d?", SyntaxHints::expected),
            new Mistake("int\\.number\\.too\\.large", SyntaxHints::tooLarge));

    private SyntaxHints() {}

    private static @Nullable String lispCall(Slip slip) {
        Matcher call = LISP_CALL.matcher(slip.source());
        if (!call.matches() || slip.source().indexOf(';') >= 0) {
            return null;
        }
        return call.group(1).equals("def")
                ? "in Java: var name = value"
                : text("syntaxHints.inJavaTheNameStands", camelCase(call.group(1)));
    }

    private static String camelCase(String lisp) {
        return Pattern.compile("-(\\w)")
                .matcher(lisp)
                .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT))
                .replaceAll("[!?-]", "");
    }

    private static @Nullable String otherLanguage(Slip slip) {
        for (Pattern pattern : List.of(OTHER_DECLARATION, WALRUS)) {
            Matcher declaration = pattern.matcher(slip.source());
            if (declaration.matches()) {
                return "in Java: var " + declaration.group(1) + " = value";
            }
        }
        return null;
    }

    private static @Nullable String illegalCharacter(Slip slip) {
        if (slip.message().contains("'#'")) {
            return text("syntaxHints.commentBeginsWith");
        }
        return slip.message().matches("(?s).*u(?:201[89cde]|00ab|00bb).*")
                ? text("syntaxHints.thatQuotationMarkIsFor")
                : null;
    }

    /** Names the last bracket that nothing closes. */
    private static @Nullable String unclosed(Slip slip) {
        Deque<Integer> open = new ArrayDeque<>();
        String source = slip.source();
        boolean string = false;
        for (int i = 0; i < source.length(); i++) {
            char c = source.charAt(i);
            if (c == '"' && (i == 0 || source.charAt(i - 1) != '\\')) {
                string = !string;
            } else if (!string && OPENING.indexOf(c) >= 0) {
                open.push(i);
            } else if (!string && CLOSING.indexOf(c) >= 0 && !open.isEmpty()) {
                open.pop();
            }
        }
        if (open.isEmpty()) {
            return null;
        }
        int at = open.peek();
        long line = source.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
        String where = source.contains("\n") ? " in line " + line : "";
        char bracket = source.charAt(at);
        return text("syntaxHints.isNotClosedIsMissing", bracket, where, CLOSING.charAt(OPENING.indexOf(bracket)));
    }

    private static @Nullable String expected(Slip slip) {
        String rest =
                slip.source().substring(Math.min(slip.start(), slip.source().length()));
        boolean value = rest.matches("(?s)\\s*[\\w\"'(].*");
        if (slip.message().startsWith("';'") && value) {
            return text("syntaxHints.statementEndsWithWhereAnother");
        }
        boolean arguments = slip.message().startsWith("')'") || slip.message().startsWith("','");
        if (arguments && value) {
            return text("syntaxHints.commaIsMissingBetweenTwo");
        }
        return arguments && rest.isBlank()
                ? text("syntaxHints.isMissingAtTheEnd")
                : arguments ? text("syntaxHints.isMissingHere") : null;
    }

    private static @Nullable String tooLarge(Slip slip) {
        Matcher number = Pattern.compile("\\d[\\d_]*").matcher(slip.source().substring(slip.start()));
        return number.lookingAt() ? text("syntaxHints.intEndsAtWriteL", number.group()) : null;
    }
}
