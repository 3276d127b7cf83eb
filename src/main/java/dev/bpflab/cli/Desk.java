package dev.bpflab.cli;

import dev.bpflab.chapter.PageLibrary;
import dev.bpflab.lab.Lab;
import dev.bpflab.lab.LabCatalog;
import dev.bpflab.lab.ProgressFiles;
import dev.bpflab.lab.ProgressStore;
import dev.bpflab.lab.Replay;
import dev.bpflab.lab.ReplayPrinter;
import dev.bpflab.repl.Bench;
import dev.bpflab.repl.Bookmark;
import dev.bpflab.repl.Journal;
import dev.bpflab.repl.Lost;
import dev.bpflab.repl.Messages;
import dev.bpflab.repl.Preferences;
import dev.bpflab.repl.Recovery;
import dev.bpflab.repl.Repl;
import dev.bpflab.repl.Screen;
import dev.bpflab.repl.ScriptRunner;
import dev.bpflab.repl.SnippetConsole;
import dev.bpflab.session.Session;
import dev.bpflab.sim.SimDebugger;
import dev.bpflab.view.Style;
import dev.bpflab.workbench.Hosts;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/** Session, labs, pages and prompt put together on a host; closing it closes the host and everything on it. */
final class Desk implements AutoCloseable {
    private static final Duration GRACE = Duration.ofMillis(150);

    /** The folder of what was typed, beside progress and history. */
    private static final String SESSIONS = "sessions";

    private final App app;
    private final Hosts.Opened opened;
    private final SnippetConsole console;
    private final Session session;
    private final @Nullable Lab lab;
    private final @Nullable JsonEvents events;

    private Desk(App app, Hosts.Opened opened, @Nullable Lab lab, @Nullable JsonEvents events) {
        this.lab = lab;
        this.events = events;
        this.app = app;
        this.opened = opened;
        this.console = events == null
                ? new SnippetConsole(app.streams().out(), app.streams().charset())
                : new SnippetConsole(events.output(), StandardCharsets.UTF_8);
        this.session = new Session(opened::workspace, console.io(), GRACE);
        // As a signal ends other programs whose output nobody reads: a loop that prints would go on for good.
        console.onClosed(session::interrupt);
    }

    /** Puts a desk together; it owns the host from now on. */
    static Desk open(App app, Hosts.Opened opened) {
        return new Desk(app, opened, null, null);
    }

    /** Puts a desk together for a lab, which need not be one of those that came with bpflab. */
    static Desk open(App app, Hosts.Opened opened, Lab lab) {
        return new Desk(app, opened, lab, null);
    }

    /** Puts a desk together whose scripts tell programs what happens, as lines of JSON; the lab may be missing. */
    static Desk telling(App app, Hosts.Opened opened, @Nullable Lab lab) {
        return new Desk(app, opened, lab, new JsonEvents(app));
    }

    /**
     * Opens the prompt on the terminal, and the lab if the desk is for one; returns when the learner leaves.
     */
    int prompt() {
        boolean[] left = {false};
        Screens.onTerminal(app, (terminal, screen) -> left[0] = prompt(terminal, screen));
        return left[0] ? ExitStatus.OK : ExitStatus.HUNG_UP;
    }

    /** Does so on a terminal that is open; returns whether the learner left, and not the terminal. */
    boolean prompt(Terminal terminal, Screen screen) {
        Path state = app.folders().state();
        List<Lost> lost = Lost.find(state.resolve(SESSIONS));
        List<KilledRun> killed = KilledRuns.find(app.folders());
        if (lost.isEmpty()) {
            Cleaning.ask(killed, terminal, screen);
        } else {
            // One question is enough before the prompt, and the session's is the one to ask.
            Cleaning.tell(killed, left -> screen.styled(left, Style.WARN));
        }
        ProgressFiles progress =
                new ProgressFiles(state.resolve("progress"), app.streams().err()::println);
        Bench bench = bench(screen, progress);
        bench.use(Preferences.in(state.resolve("preferences")));
        bench.use(Bookmark.in(state.resolve("bookmark")));
        Journal journal = Journal.in(
                state.resolve(SESSIONS), problem -> screen.styled(Messages.text("journal.off", problem), Style.WARN));
        bench.use(journal);
        bench.use(new MachineCheckup(app.streams(), screen::theme, terminal::getSize));
        Repl repl = new Repl(terminal, bench, history()).with(console);
        sayWhere(bench);
        repl.recover(lost);
        begin(bench, progress);
        boolean left = repl.run();
        if (left) {
            journal.close();
        }
        return left;
    }

    private void begin(Bench bench, ProgressFiles progress) {
        if (lab == null) {
            bench.screen()
                    .say(progress.lastLab()
                            .filter(last ->
                                    PageLibrary.bundled().entry("lab/" + last).isPresent())
                            .map(last -> Messages.text("greeting.again", last))
                            .orElseGet(() -> Messages.text("greeting.first")));
            bench.screen().gap();
        } else if (bench.lab().filter(open -> open.lab().id().equals(lab.id())).isEmpty()) {
            bench.openLab(lab.id());
        }
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
        return told(() -> run(file));
    }

    private int told(IntSupplier run) {
        return events == null ? run.getAsInt() : events.tell(opened, run);
    }

    private int run(Path file) {
        Cleaning.tell(KilledRuns.find(app.folders()), app.streams().err()::println);
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
        return told(() -> run(first));
    }

    private int run(Consumer<Bench> first) {
        Cleaning.tell(KilledRuns.find(app.folders()), app.streams().err()::println);
        Recovery.notice(Lost.find(app.folders().state().resolve(SESSIONS)))
                .ifPresent(app.streams().err()::println);
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
        if (!app.streams().terminal()) {
            return status(replay.play(new ReplayPrinter(out, app.streams().width(), Screens.theme(app))));
        }
        boolean[] passed = {false};
        Screens.onTerminal(app, (terminal, screen) -> {
            LiveReplay watched = new LiveReplay(terminal, out);
            passed[0] = replay.play(new ReplayPrinter(out, terminal.getWidth(), screen.theme(), watched), watched);
        });
        return status(passed[0]);
    }

    private static int status(boolean passed) {
        return passed ? ExitStatus.OK : ExitStatus.NEGATIVE;
    }

    /** Says on which host the desk stands. */
    private void sayWhere(Bench bench) {
        bench.screen().say(Messages.text("greeting", Version.number(), opened.why()));
        bench.screen().gap();
    }

    @Override
    public void close() {
        session.close();
        opened.close();
    }

    /** A script's run is no learner's progress: it begins from nothing and leaves nothing. */
    private Bench scriptBench() {
        Bench bench = bench(events == null ? Screens.plain(app) : events.screen(), ProgressStore.inMemory());
        bench.use(MachineCheckup.plain(app));
        if (events != null) {
            bench.use(events);
        }
        return bench;
    }

    /** Returns the desk behind a screen. */
    Bench bench(Screen screen, ProgressStore progress) {
        PageLibrary pages = PageLibrary.bundled();
        return new Bench(
                session,
                lab == null ? LabCatalog.of(pages) : LabCatalog.of(pages).with(lab),
                pages,
                Labs.trials(app.host()),
                progress,
                opened.why(),
                screen,
                spec -> new SimDebugger(spec, app.host().recordings()),
                app::trace);
    }
}
