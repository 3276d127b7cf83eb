package dev.bpflab.session;

import dev.bpflab.view.Picture;
import jdk.jshell.spi.ExecutionControl;
import org.jspecify.annotations.Nullable;

/** Where the snippets run that JShell has compiled, and how the last one ended. Called by the session's thread alone. */
interface Execution extends ExecutionControl {
    /** Prepares for this snippet: somebody who types only a name wants to see what it holds. */
    void glance(String snippet);

    /** Forgets how the snippet before ended, before the next is evaluated. */
    void reset();

    /** Stops the snippet that runs, or keeps the one that is being compiled from running. Any thread may call it. */
    void interrupt();

    /** Returns whether the snippet was told to stop. */
    boolean wasStopped();

    /** Returns whether the snippet did not stop in time and runs on. */
    boolean isLeftBehind();

    /** Returns what the last snippet threw; null when nothing, or when only JShell's account of it is there. */
    @Nullable
    Throwable thrown();

    /** Returns what helps against what was thrown elsewhere; empty when that is not known, or it is in {@link #thrown}. */
    String advice();

    /** Returns the object that {@link #varValue} met last, and forgets it. */
    @Nullable
    Object variable();

    /**
     * Lets go of what a variable held before it was declared anew, or of all where it was dropped.
     *
     * @param declared whether {@link #varValue} met its present declaration last
     */
    void forget(String name, boolean declared);

    /** Returns the live value of the last snippet, and holds it no longer: a map that nobody refers to is closed. */
    @Nullable
    Object takeValue();

    /** Returns the picture of the last snippet's value; null when a text says all. */
    @Nullable
    Picture picture();

    /** Returns a value as text. */
    String text(@Nullable Object value);

    /** Stops the threads that snippets started and that outlived them; returns how many there were. */
    int stopBackground();
}
