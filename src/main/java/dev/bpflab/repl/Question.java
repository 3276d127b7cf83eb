package dev.bpflab.repl;

import java.util.Locale;
import java.util.Optional;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;

/** A question at a terminal. Its answer is nothing to complete, nor to find again among what was typed. */
public final class Question {
    private Question() {}

    /** Asks, and returns the answer in small letters; empty when there is none, by Ctrl-C or Ctrl-D. */
    public static Optional<String> ask(Terminal terminal, String question) {
        try {
            return Optional.of(read(terminal, question).strip().toLowerCase(Locale.ROOT));
        } catch (UserInterruptException | EndOfFileException none) {
            return Optional.empty();
        }
    }

    /** A terminal that cannot move its cursor shows by itself what is typed; a line editor would show it once more. */
    private static String read(Terminal terminal, String question) {
        return terminal.getType().startsWith(Terminal.TYPE_DUMB)
                ? new DumbLines(terminal, new DefaultParser()).read(question, "")
                : LineReaderBuilder.builder().terminal(terminal).build().readLine(question);
    }
}
