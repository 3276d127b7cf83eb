package dev.bpflab.repl;

import static dev.bpflab.repl.Messages.text;

import dev.bpflab.view.Line;
import dev.bpflab.view.Style;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;

/**
 * Shows a screenful, then waits for a key: Enter gives a line more, q leaves the part, anything else gives the next
 * screenful. What was shown stays in the terminal's scrollback, where a learner who types can look it up. Whoever has typed
 * ahead, or pasted, is not asked.
 */
public final class TerminalPager implements Pager {
    private static final int FEWEST_ROWS = 5;

    private final Terminal terminal;

    private TerminalPager(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Returns a pager for a terminal; {@link Pager#NONE} for a dumb one, on which nothing can be taken back. */
    public static Pager on(Terminal terminal) {
        return terminal.getType().startsWith(Terminal.TYPE_DUMB) ? NONE : new TerminalPager(terminal);
    }

    @Override
    public void show(List<List<Line>> parts, Screen screen) {
        int width = Math.max(1, screen.width().getAsInt());
        int room = terminal.getHeight() - 1;
        int rows = parts.stream()
                .flatMap(List::stream)
                .mapToInt(line -> rows(line, width))
                .sum();
        if (rows <= room || room < FEWEST_ROWS) {
            NONE.show(parts, screen);
            return;
        }
        int left = room;
        for (int part = 0; part < parts.size(); part++) {
            for (Line line : parts.get(part)) {
                if (left < rows(line, width)) {
                    int key = ask(screen);
                    if (leaves(key)) {
                        left = room;
                        break;
                    }
                    left = key == '\r' || key == '\n' ? rows(line, width) : room;
                }
                screen.lines(List.of(line));
                left -= rows(line, width);
            }
            if (part < parts.size() - 1) {
                if (left < room) {
                    ask(screen);
                }
                left = room;
            }
        }
    }

    private static int rows(Line line, int width) {
        return Math.max(1, (line.width() + width - 1) / width);
    }

    private static boolean leaves(int key) {
        return key == 'q' || key == 'Q' || key == 3 || key == 4 || key < 0;
    }

    /** Waits for a key and takes the question away again; a blank when something was typed already. */
    private int ask(Screen screen) {
        Attributes before = terminal.enterRawMode();
        try {
            // Ctrl-C is an answer here.
            Attributes raw = terminal.getAttributes();
            raw.setLocalFlag(LocalFlag.ISIG, false);
            terminal.setAttributes(raw);
            NonBlockingReader keys = terminal.reader();
            if (keys.peek(1) >= 0) {
                return ' ';
            }
            String whole = text("pager.more");
            String question = screen.width().getAsInt() > whole.length() ? whole : text("pager.moreShort");
            screen.out().print(screen.theme().print(Line.of(question, Style.DIM)));
            screen.out().flush();
            int key = keys.read();
            terminal.puts(Capability.carriage_return);
            terminal.puts(Capability.clr_eol);
            terminal.flush();
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            terminal.setAttributes(before);
        }
    }
}
