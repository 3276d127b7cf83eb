package dev.bpflab.repl;

import dev.bpflab.debug.DebugConsole;
import dev.bpflab.debug.DebugConsole.Answer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.completer.StringsCompleter;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;

/** The debugger at a terminal: reads commands until {@code quit} or Ctrl-D; Ctrl-C stops a program that runs on. */
public final class DebugPrompt {
    private final Terminal terminal;
    private final DebugConsole console;
    private final LineReader reader;

    /** Creates the prompt on a terminal, which it does not close. */
    public DebugPrompt(Terminal terminal, DebugConsole console) {
        this.terminal = terminal;
        this.console = console;
        this.reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("bpflab")
                .completer(new StringsCompleter(DebugConsole.completions("")))
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
    }

    /** Shows where the program stands, and reads and does what is typed until the end. */
    public void run() {
        console.begin("");
        Answer answer = Answer.OK;
        while (answer != Answer.QUIT) {
            try {
                answer = submit(reader.readLine(DebugConsole.PROMPT));
            } catch (UserInterruptException cleared) {
                answer = Answer.OK;
            } catch (EndOfFileException end) {
                answer = Answer.QUIT;
            }
        }
    }

    private Answer submit(String line) {
        Thread thread = Thread.currentThread();
        SignalHandler before = terminal.handle(Signal.INT, signal -> thread.interrupt());
        try {
            return console.submit(line);
        } finally {
            terminal.handle(Signal.INT, before);
            // One that came too late for the command is not for the reading of the next.
            Thread.interrupted();
        }
    }
}
