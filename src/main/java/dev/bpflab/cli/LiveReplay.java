package dev.bpflab.cli;

import dev.bpflab.lab.ReplayPrinter;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;

/** A replay that somebody watches at a terminal: what is typed appears key by key, and each step waits to be wanted. */
final class LiveReplay implements ReplayPrinter.Typing, BooleanSupplier {
    private static final long KEY_NANOS = 9_000_000;

    /** However long a solution is, nobody waits longer for it than this. */
    private static final long LONGEST_NANOS = 3_000_000_000L;

    private static final String MORE = "-- Enter for the next step, q to leave --";
    private static final char ESCAPE = '\u001b';

    private final Terminal terminal;
    private final PrintStream out;

    LiveReplay(Terminal terminal, PrintStream out) {
        this.terminal = terminal;
        this.out = out;
    }

    @Override
    public void type(String text) {
        long pause = Math.min(KEY_NANOS, LONGEST_NANOS / Math.max(1, text.length()));
        boolean escape = false;
        for (int i = 0; i < text.length(); ) {
            int key = text.codePointAt(i);
            out.print(Character.toString(key));
            i += Character.charCount(key);
            escape = key == ESCAPE || (escape && key != 'm');
            if (!escape && key != ' ') {
                out.flush();
                LockSupport.parkNanos(pause);
            }
        }
        out.flush();
    }

    /** Waits for a key; returns whether it was none to leave by. */
    @Override
    public boolean getAsBoolean() {
        out.println();
        out.print(MORE);
        out.flush();
        Attributes before = terminal.enterRawMode();
        try {
            int key = terminal.reader().read();
            return key >= 0 && key != 'q' && key != 'Q' && key != 3 && key != 4;
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        } finally {
            terminal.setAttributes(before);
            out.print("\r" + " ".repeat(MORE.length()) + "\r");
            out.flush();
        }
    }
}
