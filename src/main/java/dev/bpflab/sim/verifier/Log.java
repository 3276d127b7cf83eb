package dev.bpflab.sim.verifier;

import dev.bpflab.bpf.Errno;
import java.util.Locale;

/** The verifier's log: at level 1 it is cut back to the fork whenever a path ends well, at level 2 everything stays. */
final class Log {
    private static final int LEVEL_1 = 1;
    private static final int LEVEL_2 = 2;
    /** What a full log keeps: its end, as the kernel does with a buffer that is too small. */
    private static final int MAX_LENGTH = 4 << 20;

    private final StringBuilder text = new StringBuilder();
    private final int level;
    /** How much was dropped from the beginning. */
    private int dropped;

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

    int length() {
        return dropped + text.length();
    }

    void cut(int length) {
        if (length < dropped) {
            dropped = length;
            text.setLength(0);
        }
        text.setLength(Math.min(length - dropped, text.length()));
    }

    /** Adds formatted text when instructions are logged. */
    void trace(String format, Object... arguments) {
        if (tracing()) {
            print(format, arguments);
        }
    }

    /** Adds formatted text when anything is logged. */
    void print(String format, Object... arguments) {
        if (level != 0) {
            append(arguments.length == 0 ? format : String.format(Locale.ROOT, format, arguments));
        }
    }

    /** Ends the line that is begun, if any. */
    void endLine() {
        if (tracing() && !text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
            append("\n");
        }
    }

    /** Adds text whatever the level. */
    void append(String more) {
        text.append(more);
        if (text.length() > 2 * MAX_LENGTH) {
            int excess = text.length() - MAX_LENGTH;
            text.delete(0, excess);
            dropped += excess;
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
