package dev.bpflab.repl;

import dev.bpflab.view.Line;
import dev.bpflab.view.Theme;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.Curses;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;

/**
 * A canvas on the alternate screen of a terminal. Only lines that changed are written, all of them at once and without
 * clearing anything first, so that nothing flickers.
 */
final class TerminalCanvas implements Canvas {
    private final Terminal terminal;
    private final Theme theme;
    private final Attributes before;
    private final List<String> drawn = new ArrayList<>();
    private Size size = new Size();

    TerminalCanvas(Terminal terminal, Theme theme) {
        this.terminal = terminal;
        this.theme = theme;
        this.before = terminal.enterRawMode();
        Attributes raw = terminal.getAttributes();
        // Ctrl-C is a key here.
        raw.setLocalFlag(LocalFlag.ISIG, false);
        terminal.setAttributes(raw);
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.cursor_invisible);
        terminal.flush();
    }

    @Override
    public int width() {
        return Math.max(1, terminal.getWidth());
    }

    @Override
    public int height() {
        return Math.max(1, terminal.getHeight());
    }

    @Override
    public void draw(List<Line> lines) {
        StringBuilder out = new StringBuilder();
        Size now = new Size(width(), height());
        if (!now.equals(size)) {
            // What the terminal made of the old lines nobody knows.
            size = now;
            drawn.clear();
            out.append(sequence(Capability.clear_screen));
        }
        for (int row = 0; row < size.getRows(); row++) {
            Line line = row < lines.size() ? lines.get(row) : Line.EMPTY;
            String text = theme.print(line);
            if (row >= drawn.size()) {
                drawn.add("");
            }
            if (!text.equals(drawn.get(row))) {
                drawn.set(row, text);
                out.append(sequence(Capability.cursor_address, row, 0)).append(text);
                // Behind a line that fills the row the cursor stands on its last character.
                out.append(line.width() < size.getColumns() ? sequence(Capability.clr_eol) : "");
            }
        }
        terminal.writer().print(out);
        terminal.flush();
    }

    private String sequence(Capability capability, Object... arguments) {
        String named = terminal.getStringCapability(capability);
        return named == null ? "" : Curses.tputs(named, arguments);
    }

    @Override
    public int key(long millis) {
        try {
            int key = terminal.reader().read(Math.max(1, millis));
            return key == NonBlockingReader.READ_EXPIRED ? NO_KEY : key;
        } catch (IOException gone) {
            return -1;
        }
    }

    @Override
    public void close() {
        terminal.puts(Capability.cursor_normal);
        terminal.puts(Capability.exit_ca_mode);
        terminal.flush();
        terminal.setAttributes(before);
    }
}
