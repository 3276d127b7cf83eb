package dev.bpflab.repl;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bpflab.bpf.Workspace;
import dev.bpflab.chapter.PageLibrary;
import dev.bpflab.lab.LabCatalog;
import dev.bpflab.lab.ProgressFiles;
import dev.bpflab.lab.Simulated;
import dev.bpflab.session.Session;
import dev.bpflab.sim.Recordings;
import dev.bpflab.sim.SimDebugger;
import dev.bpflab.view.Theme;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jline.terminal.Size;
import org.jline.terminal.impl.LineDisciplineTerminal;

/** A learner who types line after line at a prompt on a virtual terminal of 80 columns, each when the prompt is there. */
final class Walker {
    private static final int PATIENCE_SECONDS = 60;

    /** What waits for the rest of a snippet. */
    private static final String MORE = "...> ";

    private final Workspace workspace;
    private final Path progress;
    private final List<Throwable> bugs = new ArrayList<>();

    /** What the terminal shows, and waiting for a prompt. */
    private static final class Shown extends ByteArrayOutputStream {
        private int typedAt;

        @Override
        public synchronized void write(byte[] bytes, int from, int length) {
            super.write(bytes, from, length);
            notifyAll();
        }

        @Override
        public synchronized void write(int b) {
            super.write(b);
            notifyAll();
        }

        synchronized void typing() {
            typedAt = toString(UTF_8).length();
        }

        synchronized void await(String prompt, CompletableFuture<?> running) throws Exception {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (!ends(prompt) && !running.isDone()) {
                if (System.nanoTime() > end) {
                    throw new TimeoutException("no prompt after:\n" + toString(UTF_8));
                }
                wait(TimeUnit.SECONDS.toMillis(1));
            }
        }

        private boolean ends(String prompt) {
            String shown = toString(UTF_8);
            boolean answered = typedAt == 0 || shown.indexOf('\n', typedAt) >= 0;
            return answered && shown.endsWith(prompt);
        }
    }

    /** Creates a learner at a workbench on this workspace, which is closed at the end. */
    Walker(Workspace workspace, Path progress) {
        this.workspace = workspace;
        this.progress = progress;
    }

    /** Types the lines, leaves, and returns what the terminal showed from the first prompt on. */
    String walk(List<String> lines) throws Exception {
        Shown shown = new Shown();
        try (LineDisciplineTerminal terminal = new LineDisciplineTerminal("walk", "dumb", shown, UTF_8)) {
            terminal.setSize(new Size(80, 24));
            PrintStream out = new PrintStream(terminal.output(), true, UTF_8);
            PageLibrary pages = PageLibrary.bundled();
            try (Workspace owned = workspace;
                    Session session = Session.open(owned, out)) {
                Bench bench = new Bench(
                        session,
                        LabCatalog.of(pages),
                        pages,
                        Simulated.trials(),
                        new ProgressFiles(progress, out::println),
                        "host " + owned.host().name(),
                        new Screen(out, terminal::getWidth, Theme.PLAIN, Pager.NONE, true),
                        spec -> new SimDebugger(spec, Recordings.NONE),
                        bugs::add);
                Repl repl = new Repl(terminal, bench, null);
                CompletableFuture<Void> running = CompletableFuture.runAsync(repl::run);
                shown.await(Repl.PROMPT, running);
                for (String snippet : lines) {
                    List<String> parts = snippet.lines().toList();
                    for (int i = 0; i < parts.size(); i++) {
                        shown.typing();
                        terminal.processInputBytes((parts.get(i) + "\n").getBytes(UTF_8));
                        shown.await(i < parts.size() - 1 ? MORE : Repl.PROMPT, running);
                    }
                }
                terminal.processInputBytes("/exit\n".getBytes(UTF_8));
                running.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        }
        if (!bugs.isEmpty()) {
            throw new AssertionError("the workbench broke", bugs.get(0));
        }
        return shown.toString(UTF_8)
                .replaceAll("\u001b(\\[[0-9;?]*[A-Za-z]|[=>])", "")
                .replace("\r", "")
                .lines()
                .map(String::stripTrailing)
                .reduce("", (text, line) -> text + line + "\n");
    }
}
