package dev.bpflab.cli;

/** What bpflab's exit statuses mean. */
final class ExitStatus {
    /** All is well. */
    static final int OK = 0;

    /** A check, a grade or a verdict is negative. */
    static final int NEGATIVE = 1;

    /** It could not be run. */
    static final int NOT_RUN = 2;

    /** The terminal went away: 128 and the number of SIGHUP. */
    static final int HUNG_UP = 129;

    /** Ctrl-C ended it: 128 and the number of SIGINT. */
    static final int INTERRUPTED = 130;

    private ExitStatus() {}
}
