package dev.bpflab.bpf.debug;

/**
 * Why the program stands still.
 *
 * @param reason the kind of reason
 * @param text the number of the breakpoint, or why the program was stopped or cannot go on, in words; may be empty
 */
public record Stop(Reason reason, String text) {
    /** The kinds of reasons. */
    public enum Reason {
        /** What was asked for is done. */
        DONE,
        /** A breakpoint is next, or was met. */
        BREAKPOINT,
        /** There is nothing left to run. */
        ENDED,
        /** The program did what stops it. */
        FAULT,
        /** There is nothing before this. */
        BEGINNING,
        /** The thread was interrupted. */
        INTERRUPTED
    }

    /** Returns a stop without more words. */
    public static Stop of(Reason reason) {
        return new Stop(reason, "");
    }
}
