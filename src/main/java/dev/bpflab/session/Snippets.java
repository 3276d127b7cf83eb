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
        CompletionInfo info = analysis.analyzeCompletion(rest);
        // The rest of a text that no one will continue is one snippet, which shows what is missing.
        boolean whole = switch (info.completeness()) {
            case COMPLETE, COMPLETE_WITH_SEMI, CONSIDERED_INCOMPLETE -> false;
            default -> true;
        };
        Piece piece = new Piece((whole ? rest : info.source()).stripTrailing(), line);
        advance(whole ? rest.length() : rest.length() - info.remaining().length());
        skipComments();
        return piece;
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
