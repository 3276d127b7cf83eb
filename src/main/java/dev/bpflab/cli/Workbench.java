package dev.bpflab.cli;

import dev.bpflab.chapter.PageLibrary;
import dev.bpflab.lab.Lab;
import dev.bpflab.lab.LabCatalog;
import dev.bpflab.lab.ProgressStore;
import dev.bpflab.lab.Replay;
import dev.bpflab.lab.ReplayPrinter;
import dev.bpflab.repl.Bench;
import dev.bpflab.repl.Repl;
import dev.bpflab.repl.Screen;
import dev.bpflab.repl.ScriptRunner;
import dev.bpflab.session.Session;
import dev.bpflab.session.SnippetIo;
import dev.bpflab.view.Theme;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** Session, labs, pages and prompt put together on a host; closing it closes the host and everything on it. */
final class Workbench implements AutoCloseable {
    private static final Duration GRACE = Duration.ofMillis(150);

    private final App app;
    private final Hosts.Opened opened;
    private final Session session;

    private Workbench(App app, Hosts.Opened opened) {
        this.app = app;
        this.opened = opened;
        this.session =
                new Session(opened.workspace(), SnippetIo.to(app.streams().out()), GRACE);
    }

    /** Puts a workbench together; it owns the host from now on. */
    static Workbench open(App app, Hosts.Opened opened) {
        return new Workbench(app, opened);
    }

    /** Opens the prompt on the terminal after {@code first}; returns when the learner leaves. */
    int prompt(Consumer<Bench> first) {
        try (Terminal terminal = TerminalBuilder.builder()
                .system(true)
                .dumb(true)
                .nativeSignals(true)
                .build()) {
            if (terminal.getWidth() <= 0 || terminal.getHeight() <= 0) {
                // A pseudo-terminal that nobody gave a size, as some containers do: the line editor would show dots.
                terminal.setSize(new Size(app.streams().width(), 24));
            }
            Bench bench = bench(terminal::getWidth);
            first.accept(bench);
            new Repl(
                            terminal,
                            bench,
                            app.folders().create(app.folders().state()).resolve("history"))
                    .run();
            return ExitStatus.OK;
        } catch (IOException failure) {
            throw new CommandFailure(
                    "open the terminal", failure.toString(), "pipe a script to bpflab to work without one");
        }
    }

    /** Runs a script; snippets and commands as at the prompt. */
    int runScript(Path file) {
        try (Reader script = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return new ScriptRunner(bench(app.streams()::width), file.toString()).run(script);
        } catch (NoSuchFileException missing) {
            throw new CommandFailure(
                    "run '" + file + "'", "there is no such command or file", "bpflab --help lists the commands");
        } catch (IOException unreadable) {
            throw new CommandFailure("run '" + file + "'", unreadable.toString(), "give a UTF-8 text file");
        }
    }

    /** Runs standard input as a script, after {@code first}. */
    int runInput(Consumer<Bench> first) {
        Bench bench = bench(app.streams()::width);
        first.accept(bench);
        try (Reader script = new InputStreamReader(app.streams().in(), StandardCharsets.UTF_8)) {
            return new ScriptRunner(bench, "standard input").run(script);
        } catch (IOException unreadable) {
            throw new CommandFailure("run standard input", unreadable.toString(), null);
        }
    }

    int runInput() {
        return runInput(bench -> {});
    }

    /** Walks a lab's reference solution and prints what a learner would see. */
    int replay(Lab lab) {
        PrintStream out = app.streams().out();
        out.println(opened.why());
        Replay replay = new Replay(lab, session, Labs.trials(app.host().seed));
        return replay.play(new ReplayPrinter(out, app.streams().width(), theme()))
                ? ExitStatus.OK
                : ExitStatus.NEGATIVE;
    }

    private Theme theme() {
        return Theme.of(
                app.streams().environment(),
                app.streams().terminal(),
                app.streams().charset());
    }

    /** Says on which host the workbench stands and what to type first. */
    void greet(Bench bench) {
        bench.screen().text("bpflab " + Version.number() + " on " + opened.why());
        bench.screen().text("/lab 2.1 begins the first lab, /read 2 the chapter; /help lists the rest, /exit ends.");
        bench.screen().gap();
    }

    @Override
    public void close() {
        session.close();
        opened.workspace().close();
    }

    private Bench bench(java.util.function.IntSupplier width) {
        Streams streams = app.streams();
        PageLibrary pages = PageLibrary.bundled();
        return new Bench(
                session,
                LabCatalog.of(pages),
                pages,
                Labs.trials(app.host().seed),
                new ProgressStore(app.folders().state().resolve("progress"), streams.err()::println),
                opened.why(),
                new Screen(streams.out(), width, theme()));
    }
}
