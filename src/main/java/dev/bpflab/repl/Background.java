package dev.bpflab.repl;

import dev.bpflab.view.Palette;
import dev.bpflab.view.Theme;
import java.util.function.Supplier;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;

/**
 * Asks the terminal for its background, once, and lets the answer come as a key: nobody waits for it, and it never stands
 * among what is typed. A terminal that does not know the question (OSC 11 of xterm's control sequences) does not answer.
 */
final class Background {
    private static final String QUESTION = "\033]11;?\007";
    private static final String ANSWER = "\033]11;";
    private static final String WIDGET = "terminal-background";
    private static final int LONGEST = 64;
    private static final long PATIENCE = 100;

    private final LineReaderImpl reader;
    private final Supplier<Theme> themes;
    private boolean asked;

    Background(LineReaderImpl reader, Supplier<Theme> themes) {
        this.reader = reader;
        this.themes = themes;
    }

    /** Lets the answer be understood wherever it comes. */
    void bind() {
        reader.getWidgets().put(WIDGET, this::answer);
        Keys.bindEverywhere(reader, WIDGET, ANSWER);
    }

    /** Asks, if that is of use. */
    void ask() {
        Terminal terminal = reader.getTerminal();
        if (asked || !(themes instanceof LiveTheme theme) || !theme.asks() || isSilent(terminal.getType())) {
            return;
        }
        asked = true;
        terminal.writer().write(QUESTION);
        terminal.flush();
    }

    /** These do not answer, or show the question. */
    private static boolean isSilent(String type) {
        return type.startsWith(Terminal.TYPE_DUMB)
                || type.startsWith("linux")
                || type.startsWith("vt")
                || type.startsWith("windows");
    }

    /** Reads the rest of the answer, which ends with BEL or with ESC and a backslash. */
    private boolean answer() {
        StringBuilder answer = new StringBuilder();
        while (answer.length() < LONGEST && reader.peekCharacter(PATIENCE) > 0) {
            int c = reader.readCharacter();
            if (c == '\007' || (c == '\\' && answer.length() > 0 && answer.charAt(answer.length() - 1) == '\033')) {
                break;
            }
            answer.append((char) c);
        }
        if (themes instanceof LiveTheme theme) {
            Palette.isLight(answer.toString().replace("\033", "")).ifPresent(theme::background);
        }
        return true;
    }
}
