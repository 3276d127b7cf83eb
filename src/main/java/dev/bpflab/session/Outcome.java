package dev.bpflab.session;

/**
 * How the evaluation of one snippet ended.
 *
 * @param source the snippet
 * @param kind what became of it
 * @param text what a learner is shown; may be empty
 * @param line the line, from 1, of the evaluated text on which the snippet, or what is wrong in it, stands
 */
public record Outcome(String source, Kind kind, String text, int line) {
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
