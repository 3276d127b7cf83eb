package dev.bpflab.session;

import org.jspecify.annotations.Nullable;

/** Memory that is there for the prompt when a snippet used up all the rest. */
final class Reserve {
    /** What the compiler, a message and a command take. */
    private static final int BYTES = 8 << 20;

    private static final int SHARE_OF_THE_HEAP = 16;

    private byte @Nullable [] held;

    /** Sets it aside, if it is not and there is that much. */
    void fill() {
        if (held == null) {
            try {
                held = new byte[(int) Math.min(BYTES, Runtime.getRuntime().maxMemory() / SHARE_OF_THE_HEAP)];
            } catch (OutOfMemoryError later) {
                held = null;
            }
        }
    }

    /** Gives it back to who needs it now. */
    void spend() {
        held = null;
    }
}
