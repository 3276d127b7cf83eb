package dev.bpflab.repl;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bpflab.bpf.Workspace;
import dev.bpflab.chapter.PageLibrary;
import dev.bpflab.lab.LabCatalog;
import dev.bpflab.lab.ProgressFiles;
import dev.bpflab.lab.Trials;
import dev.bpflab.repl.Command.Answer;
import dev.bpflab.session.NoHost;
import dev.bpflab.session.Session;
import dev.bpflab.sim.Recordings;
import dev.bpflab.sim.SimDebugger;
import dev.bpflab.view.Theme;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A workbench whose screen is a buffer, or a stream of the test's own. */
final class TestBench implements AutoCloseable {
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final Workspace workspace;
    private final Session session;
    private final Bench bench;
    private final List<Throwable> bugs = new ArrayList<>();

    TestBench(PageLibrary pages, Path progress) {
        this(NoHost.workspace(), pages, progress, 80, null);
    }

    /** Opens a workbench on a host of the test's own, which is closed with it. */
    TestBench(Workspace workspace, PageLibrary pages, Path progress) {
        this(workspace, pages, progress, 80, null);
    }

    TestBench(PageLibrary pages, Path progress, int width, @Nullable OutputStream screen) {
        this(NoHost.workspace(), pages, progress, width, screen);
    }

    private TestBench(Workspace workspace, PageLibrary pages, Path progress, int width, @Nullable OutputStream screen) {
        this.workspace = workspace;
        PrintStream out = new PrintStream(screen == null ? shown : screen, true, UTF_8);
        session = Session.open(workspace, out);
        bench = new Bench(
                session,
                LabCatalog.of(pages),
                pages,
                Trials.of(seed -> NoHost.workspace(), 1),
                new ProgressFiles(progress, out::println),
                "host none: there is nothing else to test on",
                Screen.plain(out, () -> width, Theme.PLAIN),
                spec -> new SimDebugger(spec, Recordings.NONE),
                bugs::add);
    }

    Bench bench() {
        return bench;
    }

    /** Returns what of our own went wrong. */
    List<Throwable> bugs() {
        return bugs;
    }

    Session session() {
        return session;
    }

    /** Types a line and returns what is shown. */
    String type(String line) {
        shown.reset();
        bench.submit(line);
        return shown();
    }

    /** Types a line and returns how it ended. */
    Answer answer(String line) {
        shown.reset();
        return bench.submit(line);
    }

    /** Returns what is shown since the last line was typed. */
    String shown() {
        return shown.toString(UTF_8).stripTrailing();
    }

    @Override
    public void close() {
        session.close();
        workspace.close();
    }
}
