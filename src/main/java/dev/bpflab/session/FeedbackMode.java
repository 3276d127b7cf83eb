package dev.bpflab.session;

/** How much is said of a snippet that went well, in the words of the jshell tool. */
public enum FeedbackMode {
    /** Nothing. */
    SILENT,
    /** Its value. */
    CONCISE,
    /** Its value, or what it declared. */
    NORMAL,
    /** Its value with the type, and what it declared. */
    VERBOSE
}
