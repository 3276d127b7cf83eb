package dev.bpflab.lab;

import static dev.bpflab.lab.Messages.text;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * How the run of a submission ended.
 *
 * @param kind what ended it
 * @param reason what happened, for people: which limit, which signal; empty when it ran to its end
 */
@JsonPropertyOrder({"kind", "reason"})
public record Ending(Kind kind, String reason) {
    /** What can end a run. */
    public enum Kind {
        /** All of its snippets were run. */
        COMPLETE,
        /** It reached a limit: of wall time, CPU time, memory, processes or output. */
        LIMIT,
        /** Its process ended, by itself or by a signal. */
        KILLED,
        /** It was not run at all. */
        REFUSED,
        /** It sent its grader what no workbench sends. */
        BROKE_PROTOCOL
    }

    /** The ordinary end. */
    public static final Ending COMPLETE = new Ending(Kind.COMPLETE, "");

    /** Returns what happened as a sentence; empty when the run came to its end. */
    public String sentence() {
        return switch (kind) {
            case COMPLETE -> "";
            case LIMIT -> text("ending.runEndedEarlyItReached", reason);
            case KILLED -> text("ending.runEndedEarly", reason);
            case REFUSED -> text("ending.itWasNotRun", reason);
            case BROKE_PROTOCOL -> text("ending.runWasEndedItSent", reason);
        };
    }

    /** Returns the end by a limit, such as {@code 60 s of wall time}. */
    public static Ending limit(String which) {
        return new Ending(Kind.LIMIT, which);
    }
}
