package dev.bpflab.session;

import java.util.List;
import jdk.jshell.SourceCodeAnalysis;

/**
 * How a text can go on at the cursor.
 *
 * @param anchor the position in the text from which the cursor's word is replaced by one of the candidates
 * @param candidates what can stand there, each once, in the order of the alphabet
 */
public record Completions(int anchor, List<String> candidates) {
    static Completions of(SourceCodeAnalysis analysis, String text, int cursor) {
        int[] anchor = {cursor};
        List<String> candidates = analysis.completionSuggestions(text, cursor, anchor).stream()
                .map(SourceCodeAnalysis.Suggestion::continuation)
                .distinct()
                .sorted()
                .toList();
        return new Completions(anchor[0], candidates);
    }
}
