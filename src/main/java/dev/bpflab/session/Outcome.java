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
 * @param result the value as text, when the snippet had one; else null
 * @param problem what is wrong in parts; null when all is well, or when the text is all that there is to say
 */
public record Outcome(
        String source,
        Kind kind,
        String text,
        int line,
        @Nullable Object value,
        @Nullable Rejection rejection,
        @Nullable Picture picture,
        @Nullable Result result,
        @Nullable Problem problem) {
    /**
     * A program that the verifier refused.
     *
     * @param thrown what the snippet threw
     * @param place where the refused instruction was written, such as {@code snippet 2, line 3}; empty when that is not known
     */
    public record Rejection(VerifierException thrown, Optional<String> place) {}

    /**
     * The value of an expression or of a variable that was declared.
     *
     * @param name what later snippets call it, such as {@code $1}
     * @param type its type, without packages
     * @param text the value, whole
     */
    public record Result(String name, String type, String text) {}

    /**
     * What is wrong with a snippet.
     *
     * @param message what is wrong; may have several lines
     * @param column the column of its line, from 1; 0 when that is not known
     * @param hint what helps; may be empty
     */
    public record Problem(String message, int column, String hint) {}

    Outcome(String source, Kind kind, String text, int line) {
        this(source, kind, text, line, null, null, null, null, null);
    }

    /** Returns what is wrong with a snippet that is not {@link #ok()}. */
    public Problem wrong() {
        return problem == null ? new Problem(text, 0, "") : problem;
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
