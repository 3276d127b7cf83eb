package dev.bpflab.session;

import dev.bpflab.bpf.VerifierException;
import dev.bpflab.view.Picture;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the evaluation of one snippet ended.
 *
 * @param source the snippet
 * @param kind what became of it
 * @param text what a learner is shown; may be empty
 * @param line the line, from 1, of the evaluated text on which the snippet, or what is wrong in it, stands
 * @param value the live value of an expression, an assignment or a declared variable, of several the last one's; null when
 *     there is none or it is null
 * @param rejection the refused program, when that is what it threw; else null
 * @param picture what can be drawn instead of the text at any width; null when there is only the text
 */
public record Outcome(
        String source,
        Kind kind,
        String text,
        int line,
        @Nullable Object value,
        @Nullable Rejection rejection,
        @Nullable Picture picture) {
    /**
     * A program that the verifier refused.
     *
     * @param thrown what the snippet threw
     * @param place where the refused instruction was written, such as {@code snippet 2, line 3}; empty when that is not known
     */
    public record Rejection(VerifierException thrown, Optional<String> place) {}

    Outcome(String source, Kind kind, String text, int line) {
        this(source, kind, text, line, null, null, null);
    }

    Outcome(String source, Kind kind, String text, int line, @Nullable Rejection rejection) {
        this(source, kind, text, line, null, rejection, null);
    }

    /** What became of a snippet. */
    public enum Kind {
        /** It compiled and ran to its end. */
        DONE,
        /** It does not compile. */
        REJECTED,
        /** It threw. */
        FAILED,
        /** It was interrupted. */
        STOPPED
    }

    /** Returns whether the snippet compiled and ran to its end. */
    public boolean ok() {
        return kind == Kind.DONE;
    }
}
