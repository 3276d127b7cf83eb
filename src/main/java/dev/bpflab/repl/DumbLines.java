package dev.bpflab.repl;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jline.reader.EOFError;
import org.jline.reader.EndOfFileException;
import org.jline.reader.Parser;
import org.jline.reader.Parser.ParseContext;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;

/** Reads from a terminal that cannot move its cursor: it shows by itself what is typed, and gives it line by line. */
final class DumbLines implements Lines {
    private static final String CONTINUED = "   ...> ";

    /** What arrow keys and the like send, which means nothing here. */
    private static final Pattern KEYS = Pattern.compile("\033(?:\\[[0-9;]*[A-Za-z~]|O[A-Z]|.)?|[\000-\010\016-\037]");

    /** The end, from a terminal that does not make it one. */
    private static final int CTRL_D = 4;

    private final Terminal terminal;
    private final Parser parser;
    private final List<String> typed = new ArrayList<>();

    DumbLines(Terminal terminal, Bench bench) {
        this(terminal, new SnippetParser(bench));
    }

    /**
     * Creates it.
     *
     * @param parser says whether what was typed goes on in the next line
     */
    DumbLines(Terminal terminal, Parser parser) {
        this.terminal = terminal;
        this.parser = parser;
    }

    @Override
    public String read(String prompt, String begin) {
        if (!begin.isEmpty()) {
            terminal.writer().println(begin);
        }
        Thread reading = Thread.currentThread();
        SignalHandler before = terminal.handle(Signal.INT, signal -> reading.interrupt());
        try {
            StringBuilder text = new StringBuilder(line(prompt));
            while (goesOn(text.toString())) {
                text.append('\n').append(line(CONTINUED));
            }
            typed.add(text.toString());
            return text.toString();
        } catch (InterruptedIOException interrupted) {
            Thread.interrupted();
            terminal.writer().println();
            throw new UserInterruptException("");
        } catch (IOException end) {
            throw new EndOfFileException(end);
        } finally {
            terminal.handle(Signal.INT, before);
        }
    }

    private boolean goesOn(String text) {
        try {
            parser.parse(text, text.length(), ParseContext.ACCEPT_LINE);
            return false;
        } catch (EOFError incomplete) {
            return true;
        }
    }

    private String line(String prompt) throws IOException {
        terminal.writer().print(prompt);
        terminal.flush();
        StringBuilder line = new StringBuilder();
        int c = terminal.reader().read();
        while (c >= 0 && c != '\n' && c != '\r') {
            if (c == CTRL_D && line.length() == 0) {
                throw new EndOfFileException();
            }
            line.append((char) c);
            c = terminal.reader().read();
        }
        if (c < 0 && line.length() == 0) {
            throw new EndOfFileException();
        }
        return KEYS.matcher(line).replaceAll("");
    }

    @Override
    public List<String> typed() {
        return List.copyOf(typed);
    }
}
