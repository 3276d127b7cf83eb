package dev.bpflab.debug;

import dev.bpflab.debug.DebugConsole.Answer;
import dev.bpflab.view.Line;
import dev.bpflab.view.Style;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.List;
import java.util.function.Consumer;

/** Runs the debugger's commands from a file or a pipe: what is shown is the transcript that a person would see. */
public final class DebugScript {
    private final DebugConsole console;
    private final String name;
    private final Consumer<List<Line>> out;

    /**
     * Creates a script's run.
     *
     * @param name what messages call the script: its file's name, or {@code standard input}
     * @param out where the console's output goes too
     */
    public DebugScript(DebugConsole console, String name, Consumer<List<Line>> out) {
        this.console = console;
        this.name = name;
        this.out = out;
    }

    /** Runs all lines, or those up to {@code quit} or to the first that cannot be done; returns whether all could. */
    public boolean run(Reader script) throws IOException {
        BufferedReader lines = new BufferedReader(script);
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            out.accept(List.of(Line.of(DebugConsole.PROMPT, Style.DIM).plus(line.strip())));
            Answer answer = console.submit(line);
            if (answer == Answer.FAILED) {
                out.accept(List.of(Line.of("  in " + name + ", line " + number, Style.BAD)));
                return false;
            }
            if (answer == Answer.QUIT) {
                return true;
            }
        }
        return true;
    }
}
