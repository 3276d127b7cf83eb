package dev.bpflab.repl;

import static dev.bpflab.repl.Messages.text;

import dev.bpflab.debug.DebugConsole;
import dev.bpflab.repl.Command.Answer;
import dev.bpflab.view.Style;
import java.io.IOError;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.jline.reader.EndOfFileException;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;
import org.jspecify.annotations.Nullable;

/** The prompt: reads snippets and commands from a terminal until {@code /exit} or Ctrl-D. */
public final class Repl {
    /** What a prompt looks like before a learner types; tools that drive a terminal wait for it. */
    public static final String PROMPT = "bpflab> ";

    private final Terminal terminal;
    private final Bench bench;
    private final LineEditor editor;
    private final TerminalKeyboard keyboard;
    private @Nullable SnippetConsole console;
    private final Interrupts interrupts = new Interrupts();

    /**
     * Creates the prompt; {@link #run()} starts it.
     *
     * @param terminal where it is shown; not closed by the prompt
     * @param bench what takes what is typed
     * @param historyFile where what was typed is kept; null keeps nothing
     */
    public Repl(Terminal terminal, Bench bench, @Nullable Path historyFile) {
        this.terminal = terminal;
        this.bench = bench;
        this.editor = new LineEditor(terminal, bench, historyFile, System.getenv());
        boolean dumb = terminal.getType().startsWith(Terminal.TYPE_DUMB);
        this.keyboard = new TerminalKeyboard(terminal, dumb ? new DumbLines(terminal, bench) : editor);
        bench.use(keyboard);
    }

    /** Lets snippets read what is typed while they run, and print above the prompt. */
    public Repl with(SnippetConsole snippets) {
        console = snippets;
        snippets.attach(editor, interrupts::interrupt);
        return this;
    }

    /** Offers to bring back what the workbench before held, if it ended without being left; JShell starts meanwhile. */
    public void recover(List<Lost> lost) {
        if (lost.isEmpty()) {
            return;
        }
        bench.session().warmUp();
        SignalHandler before = terminal.handle(Signal.INT, signal -> interrupts.interrupt());
        interrupts.begin();
        try {
            new Recovery(bench).offer(lost, question -> Question.ask(terminal, question));
        } finally {
            interrupts.end();
            terminal.handle(Signal.INT, before);
        }
    }

    /**
     * Reads and does what is typed until the end; JShell starts in the background meanwhile.
     *
     * @return whether it was left; false when the terminal went away or the process is being ended
     */
    public boolean run() {
        bench.session().warmUp();
        SignalHandler before = terminal.handle(Signal.INT, signal -> interrupts.interrupt());
        try {
            return readAndDo();
        } finally {
            if (console != null) {
                console.attach(null, () -> {});
            }
            terminal.handle(Signal.INT, before);
        }
    }

    private boolean readAndDo() {
        Answer answer = Answer.OK;
        while (answer != Answer.EXIT) {
            try {
                if (console != null) {
                    console.handOver();
                }
                answer = submit(keyboard.read(prompt()));
            } catch (UserInterruptException cleared) {
                answer = Answer.OK;
                if (cleared.getPartialLine().isBlank()) {
                    stopBackground();
                }
            } catch (OutOfMemoryError full) {
                bench.screen().styled(text("memory"), Style.BAD);
            } catch (EndOfFileException end) {
                if (isGone()) {
                    return false;
                }
                answer = bench.isDebugging() ? Answer.OK : Answer.EXIT;
                bench.endDebugging();
            } catch (IOError gone) {
                return false;
            }
        }
        return true;
    }

    /** Tells whether input ended because there is nobody any more, and not because somebody said so. */
    private boolean isGone() {
        try {
            terminal.getAttributes();
            Thread never = new Thread(() -> {});
            Runtime.getRuntime().addShutdownHook(never);
            Runtime.getRuntime().removeShutdownHook(never);
            return false;
        } catch (IOError | IllegalStateException gone) {
            return true;
        }
    }

    private void stopBackground() {
        int stopped = bench.session().stopBackground();
        if (stopped > 0) {
            bench.screen().say(stopped == 1 ? text("background.one") : text("background.stopped", stopped));
        }
    }

    private String prompt() {
        if (bench.isDebugging()) {
            return DebugConsole.PROMPT;
        }
        return bench.lab()
                .map(runner -> runner.step()
                        .map(step -> text(
                                "lab.promptStep",
                                runner.lab().id(),
                                runner.lab().address(step),
                                PROMPT))
                        .orElseGet(() -> text("lab.prompt", runner.lab().id(), PROMPT)))
                .orElse(PROMPT);
    }

    private Answer submit(String typed) {
        if (typed.isBlank() && !bench.isDebugging()) {
            return Answer.OK;
        }
        interrupts.begin();
        try {
            return isScript(typed)
                    ? new ScriptRunner(bench, text("script.typed")).answer(new StringReader(typed))
                    : bench.submit(typed);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            interrupts.end();
        }
    }

    /** Tells whether commands stand among other lines, as in a saved lab that was pasted. */
    private static boolean isScript(String typed) {
        return typed.strip().contains("\n") && typed.lines().anyMatch(Commands::isCommand);
    }
}
