package dev.bpflab.repl;

import dev.bpflab.session.SnippetIo;
import java.io.PrintStream;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * The standard streams of snippets beside a prompt. What a thread of an earlier snippet prints while somebody types appears
 * above the line that is being typed; what a snippet reads is what is typed while it runs.
 */
public final class SnippetConsole {
    private final AbovePrompt output;
    private final TypedInput input;
    private final SnippetIo io;

    /**
     * Creates streams that write to the screen and, until there is a prompt, read nothing.
     *
     * @param charset that of the screen
     */
    public SnippetConsole(PrintStream screen, Charset charset) {
        this.output = new AbovePrompt(screen, charset);
        this.input = new TypedInput();
        PrintStream out = new PrintStream(output, true, charset);
        this.io = new SnippetIo(input, out, out);
    }

    /** Says what to do when a snippet prints and nobody reads it any more; a print stream keeps that to itself. */
    public void onClosed(Runnable action) {
        output.onClosed(action);
    }

    /** Returns the streams. */
    public SnippetIo io() {
        return io;
    }

    /**
     * Says who reads what is typed from now on; null when nobody does any more.
     *
     * @param onCtrlC is called when Ctrl-C is typed to a snippet that reads
     */
    void attach(@Nullable LineEditor editor, Runnable onCtrlC) {
        output.attach(editor);
        input.attach(editor, onCtrlC);
    }

    /** Says that the prompt reads next. */
    void handOver() {
        input.handOver();
    }
}
