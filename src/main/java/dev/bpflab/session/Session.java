package dev.bpflab.session;

import dev.bpflab.bpf.Workspace;
import dev.bpflab.lab.LearnerSession;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import jdk.jshell.ImportSnippet;
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

    private final Workspace workspace;
    private final Supplier<SnippetControl> controls;
    private volatile @Nullable SnippetControl control;
    private @Nullable Engine engine;
    private volatile boolean stopping;
    private volatile FeedbackMode feedback = FeedbackMode.NORMAL;
    private final List<String> history = new ArrayList<>();

    /**
     * Creates a session; JShell is not started yet.
     *
     * @param workspace what the vocabulary works on; not closed with the session
     * @param io what the standard streams are inside snippets
     * @param grace how long an interrupted snippet may take to end before it is left behind
     */
    public Session(Workspace workspace, SnippetIo io, Duration grace) {
        this.workspace = workspace;
        this.controls = () -> new SnippetControl(workspace, io, grace);
    }

    /** Creates a session whose snippets print to this stream and read nothing. */
    public static Session open(Workspace workspace, PrintStream out) {
        return new Session(workspace, SnippetIo.to(out), GRACE);
    }

    @Override
    public Workspace workspace() {
        return workspace;
    }

    /** Starts JShell if it is not started. */
    public synchronized void warmUp() {
        engine();
    }

    /** Says whether what was typed so far can be evaluated. */
    public synchronized Completeness completeness(String source) {
        return Snippets.completeness(engine().shell().sourceCodeAnalysis(), source);
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
    public synchronized List<Outcome> run(String source, Origin origin, Consumer<Outcome> afterEach) {
        stopping = false;
        List<Outcome> outcomes = new ArrayList<>();
        Snippets snippets = new Snippets(engine().shell().sourceCodeAnalysis(), source);
        while (snippets.hasNext()) {
            Snippets.Piece piece = snippets.next();
            Outcome outcome = engine().evaluate(piece.source(), piece.line(), origin);
            outcomes.add(outcome);
            if (outcome.ok()) {
                history.add(outcome.source());
            }
            afterEach.accept(outcome);
            if (!outcome.ok() || stopping) {
                break;
            }
        }
        return outcomes;
    }

    /**
     * Stops the snippet that is being evaluated and those after it; does nothing when there is none. Returns at once: the
     * evaluation ends soon after, at the latest when the grace period is over.
     */
    public void interrupt() {
        stopping = true;
        SnippetControl current = control;
        if (current != null) {
            current.interrupt();
        }
    }

    @Override
    public synchronized Optional<Object> variable(String name) {
        return engine == null ? Optional.empty() : engine.variable(name);
    }

    /** Returns the variables, oldest first. */
    public synchronized List<Variable> variables() {
        return entered(VarSnippet.class)
                .map(variable -> new Variable(variable.typeName(), variable.name(), engine().text(variable)))
                .toList();
    }

    /** Returns the names of the variables that hold this very object. */
    public synchronized List<String> variablesHolding(Object value) {
        return entered(VarSnippet.class)
                .map(VarSnippet::name)
                .filter(name -> variable(name).orElse(null) == value)
                .toList();
    }

    /** Returns the methods, oldest first, each as {@code long twice(long)}. */
    public synchronized List<String> methods() {
        return entered(MethodSnippet.class)
                .map(method -> method.signature().replaceFirst("^\\((.*)\\)(.*)$", "$2 " + method.name() + "($1)"))
                .toList();
    }

    /** Returns the classes, records, interfaces and enums, oldest first, each as {@code record Point}. */
    public synchronized List<String> types() {
        return entered(TypeDeclSnippet.class).map(Feedback::kindAndName).toList();
    }

    /** Returns the import declarations in force, the vocabulary's first. */
    public synchronized List<String> imports() {
        return engine().shell()
                .imports()
                .map(ImportSnippet::source)
                .map(String::strip)
                .toList();
    }

    /** Returns the snippets in force with their numbers, oldest first. */
    public synchronized List<Numbered> snippets() {
        return engine == null ? List.of() : numbered(engine.active());
    }

    /** Returns all snippets that were entered, those too that were replaced, dropped or wrong, oldest first. */
    public synchronized List<Numbered> entered() {
        return engine == null ? List.of() : numbered(engine.entered());
    }

    /** Returns the snippets with which every session begins. */
    public synchronized List<Numbered> startup() {
        return numbered(engine().startup());
    }

    private static List<Numbered> numbered(List<Snippet> snippets) {
        return snippets.stream()
                .map(snippet -> new Numbered(
                        snippet.id(), nameOf(snippet), snippet.source().strip()))
                .toList();
    }

    /** Returns the snippets that a text consists of. */
    public synchronized List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        new Snippets(engine().shell().sourceCodeAnalysis(), text)
                .forEachRemaining(piece -> pieces.add(piece.source().strip()));
        return pieces;
    }

    /** Sets how much is said of snippets that go well; at first, as much as {@link FeedbackMode#NORMAL}. */
    public void feedback(FeedbackMode mode) {
        feedback = mode;
    }

    /** Returns every snippet that ran to its end, in order: evaluated again they give the same session. */
    public synchronized List<String> history() {
        return List.copyOf(history);
    }

    /** Removes a declaration or snippet by its name or number; returns whether there was one. */
    public synchronized boolean drop(String nameOrNumber) {
        List<Snippet> found = engine().active().stream()
                .filter(snippet -> snippet.id().equals(nameOrNumber) || nameOrNumber.equals(nameOf(snippet)))
                .toList();
        found.forEach(engine().shell()::drop);
        return !found.isEmpty();
    }

    private static String nameOf(Snippet snippet) {
        return snippet instanceof PersistentSnippet named ? named.name() : "";
    }

    /** Forgets every snippet and variable; maps stay open until closed. */
    public synchronized void reset() {
        history.clear();
        close();
    }

    /** Proposes how the text can go on at the cursor. */
    public synchronized Completions complete(String text, int cursor) {
        return Completions.of(engine().shell().sourceCodeAnalysis(), text, cursor);
    }

    /** Ends JShell; a snippet that runs is interrupted. The workspace stays open. */
    @Override
    public synchronized void close() {
        if (engine != null) {
            engine.close();
            engine = null;
            control = null;
        }
    }

    private <S extends Snippet> Stream<S> entered(Class<S> kind) {
        return engine == null
                ? Stream.empty()
                : engine.active().stream().filter(kind::isInstance).map(kind::cast);
    }

    private Engine engine() {
        Engine started = engine;
        if (started == null) {
            SnippetControl fresh = controls.get();
            started = new Engine(fresh, () -> feedback);
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
