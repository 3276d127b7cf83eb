package dev.bpflab.repl;

import org.jspecify.annotations.Nullable;

/** Brings Ctrl-C to the thread that does what was typed, and to nothing that it does later. */
final class Interrupts {
    private @Nullable Thread busy;

    /** Says that the calling thread may be interrupted from now on. */
    synchronized void begin() {
        busy = Thread.currentThread();
    }

    /** Says that the thread is done; an interrupt that came too late is forgotten. */
    synchronized void end() {
        busy = null;
        Thread.interrupted();
    }

    /** Interrupts the thread that is busy, if there is one. */
    synchronized void interrupt() {
        if (busy != null) {
            busy.interrupt();
        }
    }
}
