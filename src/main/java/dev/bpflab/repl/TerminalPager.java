package dev.bpflab.repl;

import dev.bpflab.view.Line;
import dev.bpflab.view.Theme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp.Capability;

/**
 * Shows a screenful, then waits for a key: those of {@code less}, see {@link PagerKeys}. Going on past the end leaves. What was
 * shown stays in the terminal's scrollback, where a learner who types can look it up. Whoever has typed ahead, or pasted, is
 * not asked; and a sign that means nothing here ends it and stands at the prompt.
 */
public final class TerminalPager implements Pager {
    private static final int FEWEST_ROWS = 5;

    private final Terminal terminal;
    private Consumer<String> prompt = typed -> {};

    private TerminalPager(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Returns a pager for a terminal; {@link Pager#NONE} for a dumb one, on which nothing can be taken back. */
    public static Pager on(Terminal terminal) {
        return terminal.getType().startsWith(Terminal.TYPE_DUMB) ? NONE : new TerminalPager(terminal);
    }

    @Override
    public void typesInto(Consumer<String> taker) {
        prompt = taker;
    }

    @Override
    public boolean fits(List<Line> lines, Screen screen) {
        int room = terminal.getHeight() - 1;
        return room < FEWEST_ROWS || new Paging(lines, screen.width().getAsInt(), room).rows() <= room;
    }

    @Override
    public Optional<Canvas> canvas(Theme theme) {
        return theme.words() || terminal.getStringCapability(Capability.cursor_address) == null
                ? Optional.empty()
                : Optional.of(new TerminalCanvas(terminal, theme));
    }

    @Override
    public int show(List<Line> lines, int from, boolean last, Screen screen) {
        int room = terminal.getHeight() - 1;
        Paging paging = new Paging(lines, screen.width().getAsInt(), room);
        if (room < FEWEST_ROWS || (last && fits(lines, screen))) {
            return NONE.show(lines, from, last, screen);
        }
        Attributes before = terminal.enterRawMode();
        try {
            // Ctrl-C is an answer here.
            Attributes raw = terminal.getAttributes();
            raw.setLocalFlag(LocalFlag.ISIG, false);
            terminal.setAttributes(raw);
            if (terminal.reader().peek(1) >= 0) {
                return NONE.show(lines, from, last, screen);
            }
            return new PagerSession(terminal, screen, lines, paging, prompt).read(from, last);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            terminal.setAttributes(before);
        }
    }
}
