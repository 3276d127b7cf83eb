package dev.bpflab.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A program in a terminal of tmux: keys in, what a person sees out. It has a server of its own, which ends with it. */
final class Tmux implements AutoCloseable {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(90);

    private final Path socket;

    private Tmux(Path socket) {
        this.socket = socket;
    }

    /** Tells whether there is a tmux to do it with. */
    static boolean isThere() {
        try {
            return new ProcessBuilder("tmux", "-V").start().waitFor() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Starts a program, as a shell would, in a terminal of this size. */
    static Tmux start(Path folder, int columns, int rows, Map<String, String> environment, String program)
            throws IOException {
        Tmux tmux = new Tmux(folder.resolve("tmux"));
        List<String> words = new ArrayList<>(List.of("-f", "/dev/null", "new-session", "-d"));
        words.addAll(List.of("-x", String.valueOf(columns), "-y", String.valueOf(rows)));
        String variables = environment.entrySet().stream()
                .map(one -> one.getKey() + "='" + one.getValue() + "' ")
                .collect(Collectors.joining());
        words.add("env " + variables + program);
        tmux.run(words);
        return tmux;
    }

    private String run(List<String> words) throws IOException {
        List<String> command = new ArrayList<>(List.of("tmux", "-u", "-S", socket.toString()));
        command.addAll(words);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + ": " + said);
            }
            return said;
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** Types text as it is. */
    void type(String text) throws IOException {
        // A semicolon at the end would end the command of tmux.
        run(List.of("send-keys", "-l", "--", text.endsWith(";") ? text.substring(0, text.length() - 1) + "\\;" : text));
    }

    /** Presses a key by its name, such as {@code Enter} or {@code C-c}. */
    void press(String key) throws IOException {
        run(List.of("send-keys", key));
    }

    /** Pastes text, as a terminal does that says so. */
    void paste(Path folder, String text) throws IOException {
        Path file = Files.writeString(folder.resolve("paste"), text);
        run(List.of("load-buffer", file.toString()));
        run(List.of("paste-buffer", "-p"));
    }

    /** Waits until the screen shows what is waited for; returns it. */
    String await(Predicate<String> shows) throws IOException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        String screen = screen();
        while (!shows.test(screen)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("never seen what is waited for, but:\n" + screen);
            }
            screen = screen();
        }
        return screen;
    }

    /** Waits until the screen shows a text. */
    String await(String text) throws IOException {
        return await(screen -> screen.contains(text));
    }

    /** Returns what is seen, without colours. */
    String screen() throws IOException {
        return run(List.of("capture-pane", "-p")).stripTrailing();
    }

    /** Returns what is seen with the sequences that colour it. */
    String colours() throws IOException {
        return run(List.of("capture-pane", "-p", "-e")).stripTrailing();
    }

    /** Waits until the program ends, and with it its terminal. */
    void awaitEnd() throws IOException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (isRunning()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it does not end, but shows:\n" + screen());
            }
        }
    }

    private boolean isRunning() throws IOException {
        try {
            run(List.of("has-session"));
            return true;
        } catch (IOException gone) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        if (isRunning()) {
            run(List.of("kill-server"));
        }
    }
}
