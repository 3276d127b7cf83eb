package dev.bpflab.session;

import org.jspecify.annotations.Nullable;

/** One run of a snippet: where its output goes, whether it was told to stop, and whether it is over. */
final class Run {
    private static final InheritableThreadLocal<@Nullable Run> OF_THREAD = new InheritableThreadLocal<>();
    private static volatile @Nullable Run latest;

    private final SnippetIo io;
    private volatile boolean stopped;

    Run(SnippetIo io) {
        this.io = io;
    }

    /**
     * Returns the run to which the calling thread belongs. Threads that a snippet starts belong to its run; workers of the
     * common pool outlive the run that happened to start them and therefore belong to the latest.
     */
    static @Nullable Run current() {
        Run own = Thread.currentThread() instanceof java.util.concurrent.ForkJoinWorkerThread ? null : OF_THREAD.get();
        return own != null ? own : latest;
    }

    /** Makes this the run of the calling thread and of the threads that it starts. */
    void enter() {
        OF_THREAD.set(this);
        latest = this;
    }

    SnippetIo io() {
        return io;
    }

    void stop() {
        stopped = true;
    }

    boolean isStopped() {
        return stopped;
    }
}
