package dev.bpflab.repl;

import java.util.List;
import org.jline.reader.EndOfFileException;
import org.jline.reader.UserInterruptException;

/** Where what is typed comes from. */
interface Lines {
    /**
     * Reads a line, or several that belong together.
     *
     * @param begin what is there already and can be changed; may be empty
     * @throws UserInterruptException after Ctrl-C
     * @throws EndOfFileException at the end, which is Ctrl-D at a terminal
     */
    String read(String prompt, String begin);

    /** Returns what was typed, also in earlier sessions, oldest first. */
    List<String> typed();
}
