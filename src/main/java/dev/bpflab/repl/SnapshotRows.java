package dev.bpflab.repl;

/** How much of a map is read and shown. */
final class SnapshotRows {
    /** More lines than this push the question off the screen. */
    static final int SHOWN = 40;

    /** So many entries are compared and ranked; to read more at each redraw would take too long. */
    static final int READ = 10_000;

    private SnapshotRows() {}
}
