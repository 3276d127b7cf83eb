package dev.bpflab.repl;

import dev.bpflab.session.Completeness;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

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
                && bench.session().completeness(line) == Completeness.INCOMPLETE) {
            throw new EOFError(-1, cursor, "incomplete");
        }
        return new TypedLine(line, cursor, wordStart(line, cursor));
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
