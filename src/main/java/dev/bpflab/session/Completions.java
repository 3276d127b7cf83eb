package dev.bpflab.session;

import java.util.List;

/**
 * How a text can go on at the cursor.
 *
 * @param anchor the position in the text from which the cursor's word is replaced by one of the candidates
 * @param candidates what can stand there, each once, what is most likely meant first
 * @param call the method whose argument the cursor stands in, a signature for each overload; empty when it stands in none
 * @param argument the number of that argument, from 0
 */
public record Completions(int anchor, List<Candidate> candidates, List<Documented> call, int argument) {
    /** What a candidate is, in the order in which people look for it. */
    public enum Kind {
        /** A variable of the session. */
        VARIABLE,
        /** What the session itself declared. */
        DECLARED,
        /** A word of the vocabulary. */
        VOCABULARY,
        /** A member of an object or a type. */
        MEMBER,
        /** A type. */
        TYPE,
        /** Anything else, such as a keyword. */
        OTHER
    }

    /**
     * One way to go on.
     *
     * @param text what replaces the word; a method with its opening bracket
     * @param kind what it is
     * @param fits whether its type is the one that is expected here
     * @param signature how it is declared; empty where nobody knows
     * @param summary what it is, in a sentence; may be empty
     */
    public record Candidate(String text, Kind kind, boolean fits, String signature, String summary) {}

    /**
     * What is said of a declaration.
     *
     * @param signature how it is declared
     * @param text its documentation; may be empty
     */
    public record Documented(String signature, String text) {
        /** Returns the first sentence of the documentation. */
        public String summary() {
            return JavadocText.firstSentence(text);
        }
    }

    public Completions {
        candidates = List.copyOf(candidates);
        call = List.copyOf(call);
    }
}
