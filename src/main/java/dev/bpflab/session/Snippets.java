package dev.bpflab.session;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.regex.Pattern;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/** Text cut into snippets one by one, because where one ends may depend on what those before it declared. */
final class Snippets implements Iterator<Snippets.Piece> {
    private static final Pattern BLANK = Pattern.compile("\\s+|//.*\\R?|/\\*(?s:.*?)\\*/");

    private final SourceCodeAnalysis analysis;
    private String rest;
    private int line = 1;

    Snippets(SourceCodeAnalysis analysis, String source) {
        this.analysis = analysis;
        this.rest = source;
        skipComments();
    }

    /** One snippet and the line, from 1, on which it begins. */
    record Piece(String source, int line) {}

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
        Piece piece = new Piece(cut.source().stripTrailing(), line);
        advance(cut.length());
        skipComments();
        return piece;
    }

    /** A snippet as it is evaluated, with the length that it has in the text. */
    private record Cut(String source, int length) {}

    private Cut cut() {
        CompletionInfo info = analysis.analyzeCompletion(rest);
        return switch (info.completeness()) {
            case COMPLETE, COMPLETE_WITH_SEMI, CONSIDERED_INCOMPLETE -> cut(info, rest);
            // The rest of a text that no one will continue is one snippet, which shows what is missing.
            case DEFINITELY_INCOMPLETE, EMPTY -> new Cut(rest, rest.length());
            case UNKNOWN -> cutAtLineEnd();
        };
    }

    private static Cut cut(CompletionInfo info, String text) {
        return new Cut(info.source(), text.length() - info.remaining().length());
    }

    /**
     * Cuts text that is no Java as it stands at the first line end where a snippet may end: people leave out the semicolon
     * there, as they may at the prompt, and what is wrong in a line should not take the lines after it along.
     */
    private Cut cutAtLineEnd() {
        for (int end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n', end + 1)) {
            String lines = rest.substring(0, end + 1);
            CompletionInfo info = analysis.analyzeCompletion(lines);
            switch (info.completeness()) {
                case COMPLETE, COMPLETE_WITH_SEMI -> {
                    return cut(info, lines);
                }
                case UNKNOWN -> {
                    return new Cut(lines, lines.length());
                }
                default -> {}
            }
        }
        return new Cut(rest, rest.length());
    }

    /** Says whether a text can be evaluated, which its last snippet decides. */
    static Completeness completeness(SourceCodeAnalysis analysis, String source) {
        Snippets snippets = new Snippets(analysis, source);
        if (!snippets.hasNext()) {
            return Completeness.EMPTY;
        }
        while (snippets.hasNext()) {
            String rest = snippets.rest;
            switch (analysis.analyzeCompletion(rest).completeness()) {
                case CONSIDERED_INCOMPLETE, DEFINITELY_INCOMPLETE -> {
                    return Completeness.INCOMPLETE;
                }
                default -> snippets.next();
            }
        }
        return Completeness.COMPLETE;
    }

    private void skipComments() {
        var blank = BLANK.matcher(rest);
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
