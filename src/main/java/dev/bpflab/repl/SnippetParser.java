package dev.bpflab.repl;

import dev.bpflab.session.Completeness;
import dev.bpflab.view.Brackets;
import dev.bpflab.view.JavaCode;
import java.util.concurrent.CancellationException;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.UserInterruptException;

/** Tells JLine where a word begins, and whether Enter ends what is typed or continues it. */
final class SnippetParser implements Parser {
    private final Bench bench;

    SnippetParser(Bench bench) {
        this.bench = bench;
    }

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        if (context == ParseContext.ACCEPT_LINE
                && !Commands.isTypedCommand(line)
                && !bench.isDebugging()
                && isIncomplete(line)) {
            throw new EOFError(-1, cursor, "incomplete", null, open(line, cursor), null);
        }
        return new TypedLine(line, cursor, wordStart(line, cursor));
    }

    /** The compiler may not be there yet, or busy; who does not want to wait for it gets the prompt back. */
    private boolean isIncomplete(String line) {
        try {
            return bench.session().completeness(line) == Completeness.INCOMPLETE;
        } catch (CancellationException stopped) {
            Thread.interrupted();
            throw new UserInterruptException(line);
        }
    }

    /** Returns how far the next line is indented: a bracket for each that is open before it. */
    private static int open(String line, int cursor) {
        return new Brackets(JavaCode.line(line.substring(0, cursor))).open();
    }

    private static int wordStart(String line, int cursor) {
        boolean command = Commands.isTypedCommand(line) || line.equals("/");
        int start = cursor;
        while (start > 0 && isWord(line.charAt(start - 1), command)) {
            start--;
        }
        return start;
    }

    private static boolean isWord(char c, boolean command) {
        return command ? !Character.isWhitespace(c) : Character.isJavaIdentifierPart(c);
    }

    @Override
    public boolean isEscapeChar(char c) {
        return false;
    }
}
