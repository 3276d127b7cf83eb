package dev.bpflab.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A shell in a pseudo-terminal of 80 by 24, held open by {@code script}, in which the workbench runs as a process of its own. */
final class Pty implements AutoCloseable {
    private static final Pattern ESCAPES = Pattern.compile("\u001b(?:\\[[0-9;?]*[A-Za-z]|[=>]|\\][^\u0007]*\u0007)");
    private static final long LIMIT_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Process script;
    private final OutputStream keys;
    private final StringBuilder shown = new StringBuilder();
    private int seen;

    /** Opens a shell whose folders are below {@code home}. */
    Pty(Path home) throws IOException {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/script")) && Files.isExecutable(Path.of("/bin/bash")),
                "needs script(1) and bash for a pseudo-terminal");
        // Tests that run in the background or under nohup would hand on the signals that they ignore.
        ProcessBuilder builder = new ProcessBuilder(
                "/usr/bin/env",
                "--default-signal=HUP,INT,QUIT,TSTP",
                "/usr/bin/script",
                "-qfc",
                "/bin/bash --norc -i",
                "/dev/null");
        builder.environment().keySet().removeIf(name -> name.startsWith("XDG_") || name.startsWith("BPFLAB_"));
        builder.environment().put("HOME", home.toString());
        builder.environment().put("TERM", "xterm");
        script = builder.redirectErrorStream(true).start();
        keys = script.getOutputStream();
        Thread reader = new Thread(this::read, "screen");
        reader.setDaemon(true);
        reader.start();
        type("stty rows 24 cols 80; bind 'set enable-bracketed-paste off'; PS1='sh'\"> \"\n");
        await("sh> ");
    }

    /** Returns the command line of the workbench on the simulated kernel, with more arguments. */
    static String workbench(String... arguments) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx250m"));
        if (Runtime.version().feature() >= 24) {
            words.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        words.addAll(List.of(
                "-cp", "'" + System.getProperty("java.class.path") + "'", "dev.bpflab.cli.Main", "--host", "sim"));
        words.addAll(List.of(arguments));
        return String.join(" ", words);
    }

    void type(String text) throws IOException {
        keys.write(text.getBytes(UTF_8));
        keys.flush();
    }

    /** Types a line and waits for what it shows and the prompt after it. */
    void line(String text, String pattern) throws IOException {
        type(text + "\r");
        await(pattern);
        await("bpflab> ");
    }

    /** Waits until the screen showed this after what was waited for before; returns what matched. */
    String await(String pattern) {
        Pattern wanted = Pattern.compile(pattern);
        long end = System.nanoTime() + LIMIT_NANOS;
        synchronized (shown) {
            while (true) {
                Matcher matcher = wanted.matcher(ESCAPES.matcher(shown).replaceAll(""));
                if (matcher.find(seen)) {
                    seen = matcher.end();
                    return matcher.group();
                }
                long left = end - System.nanoTime();
                assertThat(left)
                        .as("never saw %s in%n%s", pattern, shown.substring(Math.max(0, shown.length() - 4000)))
                        .isPositive();
                try {
                    TimeUnit.NANOSECONDS.timedWait(shown, left);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    /** Sends a signal to the workbench. */
    void signal(String name) throws Exception {
        ProcessHandle java = script.descendants()
                .filter(process -> process.info().command().orElse("").endsWith("/java"))
                .findFirst()
                .orElseThrow();
        assertThat(new ProcessBuilder("kill", "-" + name, String.valueOf(java.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    /** Runs a command of the shell when the workbench is gone, and returns what it prints. */
    String shell(String command, String pattern) throws IOException {
        await("sh> ");
        type(command + "\n");
        return await("\\R" + pattern).strip();
    }

    private void read() {
        try (InputStream screen = script.getInputStream()) {
            byte[] some = new byte[8192];
            for (int count = screen.read(some); count >= 0; count = screen.read(some)) {
                synchronized (shown) {
                    shown.append(new String(some, 0, count, UTF_8));
                    shown.notifyAll();
                }
            }
        } catch (IOException gone) {
            return;
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> all = script.descendants().toList();
        script.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        script.onExit().join();
    }
}
