package dev.bpflab.sim.verifier;

import dev.bpflab.bpf.Errno;
import java.util.Locale;

/** The verifier's log: at level 1 it is cut back to the fork whenever a path ends well, at level 2 everything stays. */
final class Log {
    private static final int LEVEL_1 = 1;
    private static final int LEVEL_2 = 2;
    private static final int STATS = 4;
    /** More than any buffer that a loader offers; what comes after is dropped, as the kernel would. */
    private static final int MAX_LENGTH = 16 << 20;

    private final StringBuilder text = new StringBuilder();
    private final int level;

    Log(int level) {
        this.level = level;
    }

    /** Returns whether instructions are logged. */
    boolean tracing() {
        return (level & (LEVEL_1 | LEVEL_2)) != 0;
    }

    /** Returns whether paths that ended well stay in the log. */
    boolean complete() {
        return (level & LEVEL_2) != 0;
    }

    /** Returns whether the closing statistics are wanted alone. */
    boolean statistics() {
        return (level & STATS) != 0;
    }

    int length() {
        return text.length();
    }

    void cut(int length) {
        text.setLength(Math.min(length, text.length()));
    }

    /** Adds formatted text when instructions are logged. */
    void print(String format, Object... arguments) {
        if (tracing()) {
            append(arguments.length == 0 ? format : String.format(Locale.ROOT, format, arguments));
        }
    }

    /** Adds text whatever the level. */
    void append(String more) {
        if (text.length() < MAX_LENGTH) {
            text.append(more);
        }
    }

    /** Writes the reason and returns what to throw. */
    Rejection reject(Errno errno, String format, Object... arguments) {
        print(format, arguments);
        print("\n");
        return new Rejection(errno);
    }

    /** Refuses what the simulated kernel does not offer. */
    Rejection notSimulated(String what, Object... arguments) {
        return reject(Errno.ENOTSUPP, "not simulated: " + what, arguments);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
