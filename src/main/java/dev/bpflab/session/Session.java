package dev.bpflab.session;

import dev.bpflab.bpf.Workspace;
import dev.bpflab.lab.LearnerSession;
import dev.bpflab.session.Outcome.Kind;
import java.io.File;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jdk.jshell.MethodSnippet;
import jdk.jshell.PersistentSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;
import org.jspecify.annotations.Nullable;

/**
 * A learner's JShell on a workspace, without a terminal. Snippets run in this process, so that their variables hold live
 * maps, on a thread of their own, so that {@link #interrupt()} always gives the caller back its thread.
 *
 * <p>JShell starts with the first use, or earlier in the background by {@link #warmUp()}. Methods may be called from any
 * thread, one after the other; only {@link #interrupt()} does not wait.
 */
public final class Session implements LearnerSession, AutoCloseable {
    private static final Duration GRACE = Duration.ofMillis(150);

    /** What it takes to leave a snippet behind and say so. */
    private static final Duration LEAVING = Duration.ofMillis(40);

    /** Read when it is first asked for; it is the same in all sessions. */
    private static final Supplier<Vocabulary> VOCABULARY = Lazy.of(() -> new Vocabulary(DocIndex.bundled()));

    private final Supplier<Vocabulary> vocabulary;
    private final Supplier<Workspace> workspace;
    private final Supplier<Execution> executions;
    private final String classPath;
    private volatile @Nullable Execution control;
    private final EngineThread thread;
    private @Nullable Engine engine;
    private volatile boolean stopping;
    private volatile FeedbackMode feedback = FeedbackMode.NORMAL;
    private final List<String> history = new ArrayList<>();

    /**
     * Creates a session; JShell is not started yet.
     *
     * @param workspace what the vocabulary works on, asked for when it is first needed; not closed with the session
     * @param io what the standard streams are inside snippets
     * @param grace how long an interrupted snippet may take to end before it is left behind
     */
    public Session(Supplier<Workspace> workspace, SnippetIo io, Duration grace) {
        this(workspace, io, grace, VOCABULARY);
    }

    Session(Supplier<Workspace> workspace, SnippetIo io, Duration grace, Supplier<Vocabulary> vocabulary) {
        this(workspace, () -> new SnippetControl(workspace, io, grace), Engine.vocabularyPath(), grace, vocabulary);
    }

    private Session(
            Supplier<Workspace> workspace,
            Supplier<Execution> executions,
            String classPath,
            Duration grace,
            Supplier<Vocabulary> vocabulary) {
        this.vocabulary = vocabulary;
        this.workspace = workspace;
        this.executions = executions;
        this.classPath = classPath;
        this.thread = new EngineThread(grace.plus(LEAVING));
    }

    /**
     * Returns a session that compiles snippets here and has them run elsewhere.
     *
     * @param workspace what whoever has the place knows of what they work on
     */
    public static Session elsewhere(Workspace workspace, Elsewhere place) {
        String classPath =
                place.classPath().stream().map(String::valueOf).collect(Collectors.joining(File.pathSeparator));
        return new Session(() -> workspace, () -> new ElsewhereExecution(place), classPath, GRACE, VOCABULARY);
    }

    /** Creates a session whose snippets print to this stream and read nothing. */
    public static Session open(Workspace workspace, PrintStream out) {
        return open(() -> workspace, out);
    }

    /** Creates one on a workspace that is asked for when it is first needed. */
    public static Session open(Supplier<Workspace> workspace, PrintStream out) {
        return new Session(workspace, SnippetIo.to(out), GRACE);
    }

    @Override
    public Workspace workspace() {
        return workspace.get();
    }

    /** Starts JShell in the background if it is not started, and beside it the workspace. */
    public void warmUp() {
        Thread opening = new Thread(this::workspace, "workspace");
        opening.setDaemon(true);
        opening.start();
        thread.post(this::engine);
    }

    /** Says whether what was typed so far can be evaluated. */
    public Completeness completeness(String source) {
        return ask(() -> Snippets.completeness(engine().shell().sourceCodeAnalysis(), source));
    }

    @Override
    public List<Evaluated> evaluate(String source, Runnable afterEach) {
        return run(source, outcome -> afterEach.run()).stream()
                .map(outcome -> new Evaluated(outcome.source(), outcome.ok(), outcome.text()))
                .toList();
    }

    /** Evaluates as {@link #evaluate} does, and tells of each snippet, when it has ended, how and where it stands. */
    public List<Outcome> run(String source, Consumer<Outcome> afterEach) {
        return run(source, Origin.TYPED, afterEach);
    }

    /** Does the same with a part of a file. */
    public List<Outcome> run(String source, Origin origin, Consumer<Outcome> afterEach) {
        stopping = false;
        Pieces pieces = new Pieces(source, origin);
        List<Outcome> outcomes = new ArrayList<>();
        Optional<Outcome> outcome = next(pieces);
        while (outcome.isPresent()) {
            outcomes.add(outcome.get());
            afterEach.accept(outcome.get());
            outcome = outcome.get().ok() && !stopping ? next(pieces) : Optional.empty();
        }
        return outcomes;
    }

    private Optional<Outcome> next(Pieces pieces) {
        try {
            return ask(pieces::next);
        } catch (CancellationException busy) {
            return Optional.of(new Outcome(pieces.source, Kind.STOPPED, "interrupted", 1));
        }
    }

    /** A text that is evaluated piece by piece, on the session's thread. */
    private final class Pieces {
        private final String source;
        private final Origin origin;
        private @Nullable Snippets snippets;

        Pieces(String source, Origin origin) {
            this.source = source;
            this.origin = origin;
        }

        Optional<Outcome> next() {
            Snippets cut = snippets;
            if (cut == null) {
                cut = new Snippets(engine().shell().sourceCodeAnalysis(), source);
                snippets = cut;
            }
            if (!cut.hasNext()) {
                return Optional.empty();
            }
            Snippets.Piece piece = cut.next();
            engine().begin();
            if (stopping) {
                return Optional.of(new Outcome(piece.source(), Kind.STOPPED, "interrupted", piece.line()));
            }
            Outcome outcome = engine().evaluate(piece.source(), piece.line(), origin);
            if (outcome.ok()) {
                history.add(outcome.source());
            }
            return Optional.of(outcome);
        }
    }

    /**
     * Stops the snippet that is being evaluated and those after it; does nothing when there is none. Returns at once: the
     * evaluation ends soon after, at the latest when the grace period is over. Interrupting the thread that waits for
     * the evaluation does the same.
     */
    public void interrupt() {
        stopping = true;
        Execution current = control;
        if (current != null) {
            current.interrupt();
        }
        thread.stop();
    }

    /** Stops the threads that snippets started and that still run; returns how many there were. */
    public int stopBackground() {
        Execution current = control;
        return current == null ? 0 : current.stopBackground();
    }

    @Override
    public Optional<Object> variable(String name) {
        return ask(() -> engine == null ? Optional.empty() : engine.variable(name));
    }

    /** Returns the variables, oldest first. */
    public List<Variable> variables() {
        return ask(() -> entered(VarSnippet.class)
                .map(variable -> new Variable(
                        Complaint.unqualified(variable.typeName()), variable.name(), engine().text(variable)))
                .toList());
    }

    /** Returns the names of the variables that hold this very object. */
    public List<String> variablesHolding(Object value) {
        return ask(() -> entered(VarSnippet.class)
                .map(VarSnippet::name)
                .filter(name -> engine().variable(name).orElse(null) == value)
                .toList());
    }

    /** Returns the methods, oldest first, each as {@code long twice(long)}. */
    public List<String> methods() {
        return ask(() -> entered(MethodSnippet.class)
                .map(method -> method.signature().replaceFirst("^\\((.*)\\)(.*)$", "$2 " + method.name() + "($1)"))
                .toList());
    }

    /** Returns the classes, records, interfaces and enums, oldest first, each as {@code record Point}. */
    public List<String> types() {
        return ask(
                () -> entered(TypeDeclSnippet.class).map(Feedback::kindAndName).toList());
    }

    /** Returns where the last failure came from; empty when there was none. */
    public Optional<Trace> trace() {
        return ask(() -> engine == null ? Optional.empty() : engine.trace());
    }

    /** Returns the import declarations in force, the vocabulary's first. */
    public List<String> imports() {
        return ask(() -> engine().shell()
                .imports()
                .flatMap(snippet -> snippet.source().lines())
                .map(String::strip)
                .toList());
    }

    /** Returns the snippets in force with their numbers, oldest first. */
    public List<Numbered> snippets() {
        return ask(() -> engine == null ? List.of() : numbered(engine.active()));
    }

    /** Returns all snippets that were entered, those too that were replaced, dropped or wrong, oldest first. */
    public List<Numbered> entered() {
        return ask(() -> engine == null ? List.of() : numbered(engine.entered()));
    }

    /** Returns what every session begins with, numbered {@code s1}, {@code s2} and so on. */
    public List<Numbered> startup() {
        List<String> imports = Preload.imports();
        return IntStream.range(0, imports.size())
                .mapToObj(i -> new Numbered("s" + (i + 1), "", imports.get(i)))
                .toList();
    }

    private static List<Numbered> numbered(List<Snippet> snippets) {
        return snippets.stream()
                .map(snippet -> new Numbered(
                        snippet.id(), nameOf(snippet), snippet.source().strip()))
                .toList();
    }

    /** Returns the snippets that a text consists of. */
    public List<String> pieces(String text) {
        return ask(() -> {
            List<String> pieces = new ArrayList<>();
            new Snippets(engine().shell().sourceCodeAnalysis(), text)
                    .forEachRemaining(piece -> pieces.add(piece.source().strip()));
            return pieces;
        });
    }

    /** Sets how much is said of snippets that go well; at first, as much as {@link FeedbackMode#NORMAL}. */
    public void feedback(FeedbackMode mode) {
        feedback = mode;
    }

    /** Returns every snippet that ran to its end, in order: evaluated again they give the same session. */
    public List<String> history() {
        return ask(() -> List.copyOf(history));
    }

    /** Removes a declaration or snippet by its name or number; returns whether there was one. */
    public boolean drop(String nameOrNumber) {
        return ask(() -> {
            List<Snippet> found = engine().active().stream()
                    .filter(snippet -> snippet.id().equals(nameOrNumber) || nameOrNumber.equals(nameOf(snippet)))
                    .toList();
            found.forEach(engine()::drop);
            return !found.isEmpty();
        });
    }

    private static String nameOf(Snippet snippet) {
        return snippet instanceof PersistentSnippet named ? named.name() : "";
    }

    /** Forgets every snippet and variable; maps stay open until closed. */
    public void reset() {
        ask(() -> {
            history.clear();
            return endEngine();
        });
    }

    /** Proposes how the text can go on at its end. */
    public Completions complete(String text) {
        return ask(() -> completer().complete(text));
    }

    /** Says what there is to say of the name, or of the method whose arguments are opened, at the end of a text. */
    public List<Completions.Documented> documentation(String text) {
        return ask(() -> completer().documented(text));
    }

    private Completer completer() {
        return new Completer(engine(), vocabulary.get());
    }

    /** Ends JShell; a snippet that runs is interrupted. The workspace stays open. */
    @Override
    public void close() {
        interrupt();
        thread.post(this::endEngine);
        thread.end();
    }

    private boolean endEngine() {
        boolean started = engine != null;
        if (engine != null) {
            engine.close();
            engine = null;
            control = null;
        }
        return started;
    }

    /** Does something on the thread of the session; whoever is interrupted while waiting stops it. */
    private <T> T ask(Supplier<T> work) {
        return thread.ask(work, this::interrupt);
    }

    private <S extends Snippet> Stream<S> entered(Class<S> kind) {
        return engine == null
                ? Stream.empty()
                : engine.active().stream().filter(kind::isInstance).map(kind::cast);
    }

    private Engine engine() {
        Engine started = engine;
        if (started == null) {
            Execution fresh = executions.get();
            started = new Engine(fresh, classPath, () -> feedback);
            control = fresh;
            engine = started;
        }
        return started;
    }

    /** A variable as it is listed. */
    public record Variable(String type, String name, String value) {}

    /** A snippet with the number, and the name of what it declares, by which it can be dropped; the name may be empty. */
    public record Numbered(String number, String name, String source) {}
}
