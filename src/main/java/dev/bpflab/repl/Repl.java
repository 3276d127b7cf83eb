package dev.bpflab.repl;

import static dev.bpflab.repl.Messages.text;

import dev.bpflab.debug.DebugConsole;
import dev.bpflab.repl.Command.Answer;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
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
    private final TerminalKeyboard keyboard;
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
        this.keyboard = new TerminalKeyboard(terminal, new LineEditor(terminal, bench, historyFile, System.getenv()));
        bench.use(keyboard);
    }

    /** Reads and does what is typed until the end; JShell starts in the background meanwhile. */
    public void run() {
        bench.session().warmUp();
        SignalHandler before = terminal.handle(Signal.INT, signal -> interrupts.interrupt());
        try {
            readAndDo();
        } finally {
            terminal.handle(Signal.INT, before);
        }
    }

    private void readAndDo() {
        Answer answer = Answer.OK;
        while (answer != Answer.EXIT) {
            try {
                answer = submit(keyboard.read(prompt()));
            } catch (UserInterruptException cleared) {
                answer = Answer.OK;
            } catch (EndOfFileException end) {
                answer = bench.isDebugging() ? Answer.OK : Answer.EXIT;
                bench.endDebugging();
            }
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
