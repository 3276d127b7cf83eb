package dev.bpflab.session;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What snippets call without knowing it, see {@link GuardPass}: the check that lets them be stopped, and what stands in
 * for {@code System.exit} and the standard streams. Public only because snippet classes live in a loader of their own.
 */
@SuppressWarnings("DoNotCallSuggester") // byte code calls them, never a source
public final class Guard {
    private static final AtomicInteger STOPPED_RUNS = new AtomicInteger();
    private static volatile boolean stopping;

    private Guard() {}

    /** Ends the calling snippet when it was told to stop; otherwise one volatile read. */
    public static void check() {
        if (stopping) {
            Run run = Run.current();
            if (run != null && run.isStopped()) {
                throw new StopSnippet();
            }
        }
    }

    /** Says that one more run, of any session, is told to stop, so that {@link #check} has to look. */
    static void runStops() {
        STOPPED_RUNS.incrementAndGet();
        stopping = true;
    }

    /** Says that a run that was told to stop is over, with all its threads. */
    static void runIsOver() {
        if (STOPPED_RUNS.decrementAndGet() == 0) {
            stopping = false;
            stopping = STOPPED_RUNS.get() != 0;
        }
    }

    /** Stands in for {@link System#exit}. */
    public static void exit(int status) {
        throw new ExitRefused("System.exit(" + status + ")");
    }

    /** Stands in for {@link Runtime#exit}. */
    public static void exit(Runtime runtime, int status) {
        throw new ExitRefused("Runtime.exit(" + status + ")");
    }

    /** Stands in for {@link Runtime#halt} where it is looked up by its name. */
    public static void halt(int status) {
        throw new ExitRefused("Runtime.halt(" + status + ")");
    }

    /** Stands in for {@link Runtime#halt}. */
    public static void halt(Runtime runtime, int status) {
        throw new ExitRefused("Runtime.halt(" + status + ")");
    }

    /** Stands in for {@link Throwable#printStackTrace()}; leaves out the frames that are ours, not the learner's. */
    public static void printStackTrace(Throwable thrown) {
        err().println(thrown);
        for (StackTraceElement frame : thrown.getStackTrace()) {
            if (frame.getClassName().startsWith("jdk.internal.reflect.")
                    || frame.getClassName().startsWith("dev.bpflab.session.")) {
                break;
            }
            err().println("\tat " + frame);
        }
        if (thrown.getCause() != null && thrown.getCause() != thrown) {
            err().print("Caused by: ");
            printStackTrace(thrown.getCause());
        }
    }

    /** Stands in for {@code System.in}. */
    public static InputStream in() {
        Run run = Run.current();
        return run == null ? InputStream.nullInputStream() : run.io().in();
    }

    /** Stands in for {@code System.out}. */
    public static PrintStream out() {
        Run run = Run.current();
        return run == null
                ? new PrintStream(PrintStream.nullOutputStream())
                : run.io().out();
    }

    /** Stands in for {@code System.err}. */
    public static PrintStream err() {
        Run run = Run.current();
        return run == null
                ? new PrintStream(PrintStream.nullOutputStream())
                : run.io().err();
    }
}
