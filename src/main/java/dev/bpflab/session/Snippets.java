package dev.bpflab.session;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/**
 * Text cut into snippets one by one, because where one ends may depend on what those before it declared.
 *
 * <p>A snippet ends at the first line end where it may: people leave out semicolons there, as they may at the prompt, and
 * what is wrong in a line should not take the lines after it along. A line that can only continue the one before it,
 * such as {@code .map(…)} or {@code else}, does so, as in a source file.
 */
final class Snippets implements Iterator<Snippets.Piece> {
    private static final Pattern BLANK = Pattern.compile("\\s+|//.*\\R?|/\\*(?s:.*?)\\*/");
    private static final Pattern AFTER_A_STATEMENT = Pattern.compile("(?:else|catch|finally)\\b");
    private static final Pattern AFTER_AN_EXPRESSION =
            Pattern.compile("(?!\\+\\+|--)(?:[.+\\-*/%&|^?:=<>,)\\]]|(?:instanceof|throws|extends|implements)\\b)");

    private final SourceCodeAnalysis analysis;
    private String rest;
    private int line = 1;

    Snippets(SourceCodeAnalysis analysis, String source) {
        this.analysis = analysis;
        this.rest = source;
        skipComments();
    }

    /**
     * One snippet.
     *
     * @param source as it is evaluated
     * @param line the line, from 1, on which it begins
     * @param complete whether it is all there
     */
    record Piece(String source, int line, boolean complete) {}

    /** A snippet as it is evaluated, with the length that it has in the text. */
    private record Cut(String source, int length, boolean complete) {
        static Cut of(CompletionInfo info, String text) {
            return new Cut(info.source(), text.length() - info.remaining().length(), true);
        }

        static Cut all(String text, boolean complete) {
            return new Cut(text, text.length(), complete);
        }
    }

    /** Says whether a text can be evaluated, which its last snippet decides. */
    static Completeness completeness(SourceCodeAnalysis analysis, String source) {
        Snippets snippets = new Snippets(analysis, source);
        Completeness completeness = Completeness.EMPTY;
        while (snippets.hasNext()) {
            completeness = snippets.next().complete() ? Completeness.COMPLETE : Completeness.INCOMPLETE;
        }
        return completeness;
    }

    @Override
    public boolean hasNext() {
        return !rest.isEmpty();
    }

    @Override
    public Piece next() {
        if (rest.isEmpty()) {
            throw new NoSuchElementException();
        }
        Cut cut = cut();
        Piece piece = new Piece(cut.source().stripTrailing(), line, cut.complete());
        advance(cut.length());
        skipComments();
        return piece;
    }

    private Cut cut() {
        int end = 0;
        while (end < rest.length()) {
            int next = rest.indexOf('\n', end);
            end = next < 0 ? rest.length() : next + 1;
            String lines = rest.substring(0, end);
            CompletionInfo info = analysis.analyzeCompletion(lines);
            switch (info.completeness()) {
                case COMPLETE, COMPLETE_WITH_SEMI -> {
                    if (!info.remaining().isBlank() || !goesOn(lines, end)) {
                        return Cut.of(info, lines);
                    }
                }
                case UNKNOWN -> {
                    return wrong(lines);
                }
                default -> {}
            }
        }
        // No one will continue it: it is one snippet, which shows what is missing.
        return Cut.all(rest, false);
    }

    /** Cuts text whose first lines are no Java: some lines are Java only together with the next. */
    private Cut wrong(String lines) {
        CompletionInfo info = analysis.analyzeCompletion(rest);
        return switch (info.completeness()) {
            case COMPLETE, COMPLETE_WITH_SEMI -> Cut.of(info, rest);
            case CONSIDERED_INCOMPLETE, DEFINITELY_INCOMPLETE -> Cut.all(rest, false);
            default -> Cut.all(lines, true);
        };
    }

    private boolean goesOn(String lines, int end) {
        String before = lines.stripTrailing();
        boolean ended = before.endsWith(";") || before.endsWith("}");
        Matcher blank = BLANK.matcher(rest);
        int at = end;
        while (blank.region(at, rest.length()).lookingAt()) {
            at = blank.end();
        }
        String after = rest.substring(at);
        return AFTER_A_STATEMENT.matcher(after).lookingAt()
                || (!ended && AFTER_AN_EXPRESSION.matcher(after).lookingAt());
    }

    private void skipComments() {
        Matcher blank = BLANK.matcher(rest);
        while (blank.lookingAt()) {
            advance(blank.end());
            blank.reset(rest);
        }
    }

    private void advance(int characters) {
        line += (int)
                rest.substring(0, characters).chars().filter(c -> c == '\n').count();
        rest = rest.substring(characters);
    }
}
