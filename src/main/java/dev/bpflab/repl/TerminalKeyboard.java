package dev.bpflab.repl;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jline.terminal.Terminal;

/** The keyboard of a terminal, as the prompt reads it. */
final class TerminalKeyboard implements Keyboard {
    private final Terminal terminal;
    private final Lines lines;
    private final List<String> typed = new ArrayList<>();
    private String next = "";

    TerminalKeyboard(Terminal terminal, Lines lines) {
        this.terminal = terminal;
        this.lines = lines;
    }

    /** Reads what is typed next. */
    String read(String prompt) {
        String begin = next;
        next = "";
        String line = lines.read(prompt, begin);
        if (!line.isBlank()) {
            typed.add(line);
        }
        return line;
    }

    @Override
    public List<String> history(boolean earlier) {
        return earlier ? lines.typed() : List.copyOf(typed);
    }

    @Override
    public void type(String text) {
        next = text;
    }

    @Override
    public int run(List<String> command) throws IOException {
        terminal.flush();
        boolean pauses = terminal.canPauseResume();
        if (pauses) {
            terminal.pause();
        }
        try {
            return await(new ProcessBuilder(command).inheritIO().start());
        } finally {
            if (pauses) {
                terminal.resume();
            }
        }
    }

    /** Waits whatever happens: as long as the program runs, the terminal is its own. */
    private static int await(Process program) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return program.waitFor();
                } catch (InterruptedException later) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
