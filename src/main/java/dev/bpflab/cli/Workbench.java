package dev.bpflab.cli;

import dev.bpflab.chapter.PageLibrary;
import dev.bpflab.lab.Lab;
import dev.bpflab.lab.LabCatalog;
import dev.bpflab.lab.ProgressFiles;
import dev.bpflab.lab.ProgressStore;
import dev.bpflab.lab.Replay;
import dev.bpflab.lab.ReplayPrinter;
import dev.bpflab.repl.Bench;
import dev.bpflab.repl.Messages;
import dev.bpflab.repl.Preferences;
import dev.bpflab.repl.Repl;
import dev.bpflab.repl.Screen;
import dev.bpflab.repl.ScriptRunner;
import dev.bpflab.session.Session;
import dev.bpflab.session.SnippetIo;
import dev.bpflab.sim.SimDebugger;
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
import org.jspecify.annotations.Nullable;

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
        Streams streams = app.streams();
        Path progress = app.folders().state().resolve("progress");
        Screens.onTerminal(app, (terminal, screen) -> {
            Cleaning.ask(KilledRuns.find(app.folders()), terminal, screen);
            Bench bench = bench(screen, new ProgressFiles(progress, streams.err()::println));
            bench.use(Preferences.in(app.folders().state().resolve("preferences")));
            first.accept(bench);
            new Repl(terminal, bench, history()).run();
        });
        return ExitStatus.OK;
    }

    /** Returns where what was typed is kept; null where it cannot be, which is no reason not to work. */
    private @Nullable Path history() {
        try {
            return app.folders().create(app.folders().state()).resolve("history");
        } catch (IOException notOurs) {
            app.streams().err().println("bpflab: what you type is not kept: " + notOurs);
            return null;
        }
    }

    /** Runs a script; snippets and commands as at the prompt. */
    int runScript(Path file) {
        Cleaning.tell(KilledRuns.find(app.folders()), app.streams());
        try (Reader script = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return new ScriptRunner(scriptBench(), file.toString()).run(script);
        } catch (NoSuchFileException missing) {
            throw new CommandFailure(
                    "run '" + file + "'", "there is no such command or file", "bpflab --help lists the commands");
        } catch (IOException unreadable) {
            throw new CommandFailure("run '" + file + "'", unreadable.toString(), "give a UTF-8 text file");
        }
    }

    /** Runs standard input as a script, after {@code first}. */
    int runInput(Consumer<Bench> first) {
        Cleaning.tell(KilledRuns.find(app.folders()), app.streams());
        Bench bench = scriptBench();
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
        Replay replay = new Replay(lab, session, Labs.trials(app.host()));
        return replay.play(new ReplayPrinter(out, app.streams().width(), Screens.theme(app)))
                ? ExitStatus.OK
                : ExitStatus.NEGATIVE;
    }

    /** Says on which host the workbench stands and what to type first. */
    void greet(Bench bench) {
        sayWhere(bench);
        bench.screen().say(Messages.text("greeting.first"));
        bench.screen().gap();
    }

    /** Says on which host the workbench stands. */
    void sayWhere(Bench bench) {
        bench.screen().say(Messages.text("greeting", Version.number(), opened.why()));
        bench.screen().gap();
    }

    @Override
    public void close() {
        session.close();
        opened.workspace().close();
    }

    /** A script's run is no learner's progress: it begins from nothing and leaves nothing. */
    private Bench scriptBench() {
        return bench(Screens.plain(app), ProgressStore.inMemory());
    }

    /** Returns the workbench behind a screen. */
    Bench bench(Screen screen, ProgressStore progress) {
        PageLibrary pages = PageLibrary.bundled();
        return new Bench(
                session,
                LabCatalog.of(pages),
                pages,
                Labs.trials(app.host()),
                progress,
                opened.why(),
                screen,
                spec -> new SimDebugger(spec, app.host().recordings().execs()),
                app::trace);
    }
}
