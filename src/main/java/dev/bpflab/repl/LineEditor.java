package dev.bpflab.repl;

import dev.bpflab.repl.Proposals.Proposal;
import dev.bpflab.view.Brackets;
import dev.bpflab.view.JavaCode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jline.reader.Binding;
import org.jline.reader.History;
import org.jline.reader.LineReader;
import org.jline.reader.Reference;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jspecify.annotations.Nullable;

/** Reads what is typed at a terminal: keys, colours, history, indentation. */
final class LineEditor extends LineReaderImpl implements Lines {
    /** How far a line is indented in each bracket that is open. */
    private static final int STEP = 4;

    /** What stands before the lines after the first; they begin where the first does. */
    private static final String CONTINUED = "%P...> ";

    private static final String CLOSE = "close-bracket";

    private static final String TEACH = "complete-and-teach";
    private static final String BACK = "\033[Z";

    private final Bench bench;
    private final Proposer proposer;
    private final Background background;

    LineEditor(Terminal terminal, Bench bench, @Nullable Path historyFile, Map<String, String> environment) {
        super(terminal, "bpflab", new HashMap<>());
        this.bench = bench;
        this.proposer = new Proposer(bench);
        setParser(new SnippetParser(bench));
        setCompleter(new BenchCompleter(proposer));
        setHistory(new SnippetHistory(historyFile));
        setHighlighter(new SnippetHighlighter(bench, bench.screen().themes()));
        setVariable(LineReader.SECONDARY_PROMPT_PATTERN, CONTINUED);
        setVariable(LineReader.INDENTATION, STEP);
        setOpt(Option.DISABLE_EVENT_EXPANSION);
        unsetOpt(Option.HISTORY_IGNORE_SPACE);
        background = new Background(this, bench.screen().themes());
        widgets.put(CLOSE, this::closeBracket);
        Keys.bind(this, terminal);
        widgets.put(TEACH, this::teach);
        Keys.bind(this, CLOSE, ")", "]", "}");
        Keys.bind(this, TEACH, "\t");
        // Also as the terminal gives Enter when it was pressed before the prompt was there.
        Keys.bind(this, SELF_INSERT_UNMETA, "\033\r", "\033\n");
        background.bind();
        Keys.choose(this, bench.preferences(), environment);
    }

    @Override
    public List<String> typed() {
        return StreamSupport.stream(getHistory().spliterator(), false)
                .map(History.Entry::line)
                .toList();
    }

    @Override
    public String read(String prompt, String begin) {
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

    /** Types what is certain, shows what is possible, and with each further Tab says more of it. */
    private boolean teach() {
        String before = buf.upToCursor();
        if (before.contains("\n") && before.substring(before.lastIndexOf('\n')).isBlank()) {
            buf.write(" ".repeat(STEP));
            return true;
        }
        Proposals found = typeCommon(proposer.propose(before));
        if (found.isEmpty()) {
            return buf.cursor() > before.length();
        }
        if (isAllTyped(found)) {
            return true;
        }
        Teaching teaching = new Teaching(bench, buf.upToCursor(), found, panel());
        return bench.screen().theme().words() ? tell(teaching) : show(teaching);
    }

    /** Types what all proposals begin with; returns what is possible then. */
    private Proposals typeCommon(Proposals found) {
        String typed = buf.upToCursor().substring(Math.min(found.start(), buf.cursor()));
        String common = found.common();
        if (common.length() <= typed.length() || !common.startsWith(typed)) {
            return found;
        }
        boolean only = found.list().size() == 1;
        buf.write(
                common.substring(typed.length()) + (only && found.list().get(0).ends() ? " " : ""));
        return only ? proposer.propose(buf.upToCursor()) : found;
    }

    /** Nothing is to be said of the only word there is when it is no Java. */
    private boolean isAllTyped(Proposals found) {
        return found.list().size() == 1
                && !found.list().get(0).isJava()
                && buf.upToCursor().endsWith(found.list().get(0).text());
    }

    private CompletionPanel panel() {
        int typed = (int) buf.toString().chars().filter(c -> c == '\n').count() + 1;
        return new CompletionPanel(size.getColumns(), size.getRows() - typed - 1);
    }

    /** Shows it below the line until another key than Tab is pressed. */
    private boolean show(Teaching teaching) {
        try {
            while (true) {
                AttributedString shown = styled(teaching);
                post = () -> shown;
                redisplay();
                Binding next = readBinding(getKeys());
                if (next instanceof Reference named && named.name().equals(TEACH)) {
                    teaching.next();
                } else if (BACK.equals(getLastBinding())) {
                    teaching.back();
                } else {
                    Proposal taken = teaching.taken();
                    if (taken != null
                            && next instanceof Reference named
                            && named.name().equals(ACCEPT_LINE)) {
                        take(taken);
                    } else if (next != null) {
                        runMacro(getLastBinding());
                    }
                    return true;
                }
            }
        } finally {
            post = null;
        }
    }

    /** Who listens hears each of them once, above the line, and goes on with Tab. */
    private boolean tell(Teaching teaching) {
        while (true) {
            printAbove(styled(teaching));
            redisplay();
            Binding next = readBinding(getKeys());
            if (!(next instanceof Reference named) || !named.name().equals(TEACH)) {
                if (next != null) {
                    runMacro(getLastBinding());
                }
                return true;
            }
            teaching.next();
        }
    }

    private AttributedString styled(Teaching teaching) {
        return AttributedString.fromAnsi(
                bench.screen().theme().print(teaching.lines()).stripTrailing());
    }

    private void take(Proposal taken) {
        Proposals found = proposer.propose(buf.upToCursor());
        buf.backspace(buf.cursor() - found.start());
        buf.write(taken.text());
    }
}
