package dev.bpflab.repl;

import static dev.bpflab.repl.Messages.text;

import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.debug.DebugSpec;
import dev.bpflab.bpf.debug.Debugger;
import dev.bpflab.chapter.PageLibrary;
import dev.bpflab.debug.DebugConsole;
import dev.bpflab.lab.LabCatalog;
import dev.bpflab.lab.LabException;
import dev.bpflab.lab.LabRunner;
import dev.bpflab.lab.ProgressStore;
import dev.bpflab.lab.Trials;
import dev.bpflab.repl.Command.Answer;
import dev.bpflab.session.Origin;
import dev.bpflab.session.Outcome;
import dev.bpflab.session.Session;
import dev.bpflab.view.Style;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is on the workbench: the session, the labs and pages, the lab that is being walked. Takes what is typed. */
public final class Bench {
    private final Session session;
    private final LabCatalog labs;
    private final PageLibrary pages;
    private final Trials trials;
    private final ProgressStore progress;
    private final String hostReason;
    private final Screen screen;
    private final Consumer<Throwable> bugs;
    private final Reading reading;
    private final Rejections rejections = new Rejections();
    private final Looks looks = new Looks();
    private final Debugger.Factory debuggers;
    private Preferences preferences = Preferences.inMemory();
    private Journal journal = Journal.none();
    private Events events = Events.NONE;
    private Checkup checkup = Checkup.NONE;
    private final Set<Path> saved = new HashSet<>();
    private @Nullable Keyboard keyboard;
    private @Nullable LabWalk walk;
    private @Nullable DebugConsole debugging;

    /**
     * Creates a workbench; nothing is shown or started yet.
     *
     * @param session where snippets are evaluated
     * @param labs the labs that can be walked
     * @param pages what can be read
     * @param trials where a lab tries programs out
     * @param progress where progress in labs is kept
     * @param hostReason which host this is and why, in a sentence
     * @param screen where results are shown
     * @param debuggers makes debuggers
     * @param bugs is told what of our own went wrong, after a line about it was shown
     */
    public Bench(
            Session session,
            LabCatalog labs,
            PageLibrary pages,
            Trials trials,
            ProgressStore progress,
            String hostReason,
            Screen screen,
            Debugger.Factory debuggers,
            Consumer<Throwable> bugs) {
        this.session = session;
        this.labs = labs;
        this.pages = pages;
        this.reading = new Reading(pages);
        this.trials = trials;
        this.progress = progress;
        this.hostReason = hostReason;
        this.screen = screen;
        this.debuggers = debuggers;
        this.bugs = bugs;
    }

    /** Returns the session. */
    public Session session() {
        return session;
    }

    /** Returns where results are shown. */
    public Screen screen() {
        return screen;
    }

    /** Returns the lab that is being walked. */
    public Optional<LabRunner> lab() {
        return walk().map(LabWalk::runner);
    }

    /** Keeps with these what a person chooses; in memory, if nothing is said. */
    public void use(Preferences kept) {
        preferences = kept;
        AppliedPreferences.to(this);
    }

    /** Keeps what is typed and goes well there; nowhere, if nothing is said. */
    public void use(Journal kept) {
        journal = kept;
    }

    /** Tells there of what happens, beside showing it; nowhere, if nothing is said. */
    public void use(Events told) {
        events = told;
    }

    /** Lets who types ask what this machine can do; there is nothing to tell, if nothing is said. */
    public void use(Checkup asked) {
        checkup = asked;
    }

    /** Lets commands use the terminal. */
    void use(Keyboard terminal) {
        keyboard = terminal;
        screen.pager().typesInto(terminal::type);
    }

    Preferences preferences() {
        return preferences;
    }

    /** Returns the files that {@code /save} wrote in this session, and may write again. */
    Set<Path> saved() {
        return saved;
    }

    Events events() {
        return events;
    }

    Checkup checkup() {
        return checkup;
    }

    Journal journal() {
        return journal;
    }

    Optional<Keyboard> keyboard() {
        return Optional.ofNullable(keyboard);
    }

    LabCatalog labs() {
        return labs;
    }

    PageLibrary pages() {
        return pages;
    }

    /** Keeps where the learner reads in a bookmark, and begins there. */
    public void use(Bookmark kept) {
        reading.use(kept);
    }

    /** Returns what is being read. */
    Reading reading() {
        return reading;
    }

    ProgressStore progress() {
        return progress;
    }

    String hostReason() {
        return hostReason;
    }

    Rejections rejections() {
        return rejections;
    }

    Looks looks() {
        return looks;
    }

    Optional<LabWalk> walk() {
        return Optional.ofNullable(walk);
    }

    /** Returns a runner for a lab, with its saved progress. */
    LabRunner runner(String id) {
        return new LabRunner(labs.lab(id), session, trials, progress);
    }

    /** Opens a lab where its saved progress ends, shows where the learner is, and says whether there is such a lab. */
    public Answer openLab(String id) {
        return guarded(() -> {
            LabWalk opened = new LabWalk(runner(id), screen, events);
            walk = opened;
            journal.keep("/lab " + id);
            return opened.begin();
        });
    }

    /** Opens the debugger, to which what is typed goes from now on, but for commands of the prompt. */
    void debug(DebugSpec spec) {
        DebugConsole console = new DebugConsole(debuggers.debug(spec), screen.width(), screen::lines);
        debugging = console;
        String empty = spec.maps().stream()
                .filter(copy -> !copy.isWhole())
                .map(copy -> text("debug.beginsEmpty", copy.name()))
                .collect(Collectors.joining());
        console.begin(spec.maps().isEmpty() ? "" : text("debug.mapsStay", empty));
    }

    /** Returns whether what is typed goes to the debugger. */
    public boolean isDebugging() {
        return debugging != null;
    }

    /** Leaves the debugger, if it is open. */
    public void endDebugging() {
        debugging = null;
    }

    private Answer debug(DebugConsole console, String typed) {
        return switch (console.submit(typed)) {
            case OK -> Answer.OK;
            case FAILED -> Answer.FAILED;
            case QUIT -> {
                endDebugging();
                yield Answer.OK;
            }
        };
    }

    /** Evaluates snippets, or does what a command says; shows the outcome. */
    public Answer submit(String typed) {
        return submit(typed, Origin.TYPED, outcome -> {});
    }

    /** Does the same with a part of a file and tells of each snippet how it ended. */
    Answer submit(String typed, Origin origin, Consumer<Outcome> afterEach) {
        if (origin.equals(Origin.TYPED) ? Commands.isTypedCommand(typed) : Commands.isCommand(typed)) {
            return events.command(typed, () -> guarded(() -> Commands.run(this, typed)));
        }
        DebugConsole console = debugging;
        return console == null
                ? guarded(() -> evaluate(typed, origin, afterEach))
                : events.command(typed, () -> guarded(() -> debug(console, typed)));
    }

    private Answer evaluate(String source, Origin origin, Consumer<Outcome> afterEach) {
        List<Outcome> outcomes = session.run(source, origin, outcome -> {
            events.snippet(outcome, origin, () -> {
                show(outcome);
                afterEach.accept(outcome);
            });
            if (outcome.ok() && walk == null) {
                // What is typed in a lab is kept with its progress.
                journal.keep(outcome.source());
            }
            walk().ifPresent(current -> {
                if (outcome.ok()) {
                    current.evaluated(outcome.source());
                } else {
                    current.failed();
                }
            });
        });
        return outcomes.stream().allMatch(Outcome::ok) ? Answer.OK : Answer.FAILED;
    }

    /** Evaluates snippets, shows the outcome, and lets the lab know. */
    Answer evaluate(String source) {
        return evaluate(source, Origin.TYPED, outcome -> {});
    }

    /** Forgets what was typed; a lab that is open stays so. */
    void reset() {
        session.reset();
        journal.clear();
        lab().ifPresent(runner -> journal.keep("/lab " + runner.lab().id()));
    }

    /** Evaluates snippets that the lab, if one is open, knows already. */
    Answer replay(String source) {
        List<Outcome> outcomes =
                session.run(source, outcome -> events.snippet(outcome, Origin.TYPED, () -> show(outcome)));
        return outcomes.stream().allMatch(Outcome::ok) ? Answer.OK : Answer.FAILED;
    }

    private void show(Outcome outcome) {
        Outcome.Rejection rejection = outcome.rejection();
        if (rejection != null) {
            rejections.add(rejection);
            screen.styled(rejections.headline(rejection), Style.BAD);
            screen.lines(rejections.lines(rejection, screen.width().getAsInt()));
        } else if (outcome.picture() != null) {
            screen.picture(outcome.picture());
        } else if (outcome.ok()) {
            screen.values(outcome.text());
        } else {
            screen.styled(outcome.text(), Style.BAD);
        }
    }

    /** Does something and shows what it throws: what a person can do something about, or else that the fault is ours. */
    @SuppressWarnings("CatchingUnchecked") // whatever is wrong with us, a learner's maps and prompt are there after it
    private Answer guarded(Supplier<Answer> action) {
        try {
            return action.get();
        } catch (BpfException | LabException | NoSuchElementException | UncheckedIOException e) {
            screen.styled(String.valueOf(e.getMessage()), Style.BAD);
        } catch (CancellationException stopped) {
            screen.styled(text("interrupted"), Style.BAD);
        } catch (OutOfMemoryError full) {
            screen.styled(text("memory"), Style.BAD);
        } catch (Exception | LinkageError | AssertionError | StackOverflowError bug) {
            screen.styled(text("fault", bug), Style.BAD);
            bugs.accept(bug);
        }
        return Answer.FAILED;
    }
}
