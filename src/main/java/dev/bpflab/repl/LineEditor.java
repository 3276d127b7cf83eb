package dev.bpflab.repl;

import dev.bpflab.view.Brackets;
import dev.bpflab.view.JavaCode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jline.reader.LineReader;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/** Reads what is typed at a terminal: keys, colours, history, indentation. */
final class LineEditor extends LineReaderImpl {
    /** How far a line is indented in each bracket that is open. */
    private static final int STEP = 4;

    /** What stands before the lines after the first; they begin where the first does. */
    private static final String CONTINUED = "%P...> ";

    private static final String CLOSE = "close-bracket";

    private final Background background;

    LineEditor(Terminal terminal, Bench bench, @Nullable Path historyFile, Map<String, String> environment) {
        super(terminal, "bpflab", new HashMap<>());
        setParser(new SnippetParser(bench));
        setCompleter(new BenchCompleter(bench));
        setHistory(new SnippetHistory(historyFile));
        setHighlighter(new SnippetHighlighter(bench, bench.screen().themes()));
        setVariable(LineReader.SECONDARY_PROMPT_PATTERN, CONTINUED);
        setVariable(LineReader.INDENTATION, STEP);
        setOpt(Option.DISABLE_EVENT_EXPANSION);
        unsetOpt(Option.HISTORY_IGNORE_SPACE);
        background = new Background(this, bench.screen().themes());
        widgets.put(CLOSE, this::closeBracket);
        Keys.bind(this, terminal);
        Keys.bind(this, CLOSE, ")", "]", "}");
        // Also as the terminal gives Enter when it was pressed before the prompt was there.
        Keys.bind(this, SELF_INSERT_UNMETA, "\033\r", "\033\n");
        background.bind();
        Keys.choose(this, bench.preferences(), environment);
    }

    /** Reads a line, or several that belong together; {@code begin} is there already and can be changed. */
    String read(String prompt, String begin) {
        background.ask();
        return readLine(prompt, null, (Character) null, begin.isEmpty() ? null : begin);
    }

    /** Types a closing bracket; where it is the first of its line, below the line in which it was opened. */
    private boolean closeBracket() {
        String before = buf.upToCursor();
        int line = before.lastIndexOf('\n') + 1;
        if (line > 0 && before.substring(line).isBlank()) {
            int open = new Brackets(JavaCode.line(before)).lastOpen();
            int opened = before.lastIndexOf('\n', Math.max(open, 0)) + 1;
            if (open >= 0) {
                buf.backspace(before.length() - line);
                buf.write(indentation(before.substring(opened, open)));
            }
        }
        return selfInsert();
    }

    private static String indentation(String line) {
        return line.substring(0, line.length() - line.stripLeading().length());
    }

    /** Types what was pasted, with spaces for tabs, which terminals show in widths of their own. */
    @Override
    public boolean beginPaste() {
        String pasted = doReadStringUntil(BRACKETED_PASTE_END);
        buf.write(pasted.replace("\r\n", "\n").replace('\r', '\n').replace("\t", " ".repeat(STEP)));
        return true;
    }
}
