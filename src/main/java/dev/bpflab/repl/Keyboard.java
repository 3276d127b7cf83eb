package dev.bpflab.repl;

import java.io.IOException;
import java.util.List;

/** What there is when someone types at a terminal, and is not when a script runs. */
interface Keyboard {
    /**
     * Returns what was typed, oldest first.
     *
     * @param earlier whether what was typed in earlier sessions comes first
     */
    List<String> history(boolean earlier);

    /** Makes the next line begin with this text, as if it was typed. */
    void type(String text);

    /**
     * Runs a program that uses the terminal, and waits for its end.
     *
     * @return its exit status
     * @throws IOException when it cannot be started
     */
    int run(List<String> command) throws IOException;
}
