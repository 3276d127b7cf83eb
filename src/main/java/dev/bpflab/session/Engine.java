package dev.bpflab.session;

import dev.bpflab.bpf.Bpf;
import dev.bpflab.session.Outcome.Kind;
import dev.bpflab.view.Picture;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.jspecify.annotations.Nullable;

/** One JShell with the vocabulary imported, from its start to {@code /reset}. Used by one thread at a time. */
final class Engine implements AutoCloseable {
    /** What a method that is declared makes run again, such as the variable that waited for it, is not its value. */
    private static final Set<Snippet.Kind> GIVE_VALUES = EnumSet.of(Snippet.Kind.VAR, Snippet.Kind.EXPRESSION);

    private final Execution control;
    private final JShell shell;
    private final Feedback feedback;
    private @Nullable Trace trace;
    private final Map<String, Origin> origins = new HashMap<>();
    private int started;
    private int entered;
    private int erroneous;

    /** Starts JShell and imports the vocabulary, which takes about a second. */
    Engine(Execution control, String classPath, Supplier<FeedbackMode> mode) {
        this.control = control;
        this.shell = JShell.builder()
                .executionEngine(new Here(control), Map.of())
                .compilerOptions("-Xlint:none", "-classpath", classPath)
                .idGenerator((snippet, number) -> nextId(snippet))
                .tempVariableNameGenerator(() -> "$" + (entered + 1))
                .build();
        this.feedback = new Feedback(shell, mode);
        // As one snippet, which JShell keeps whole: each of its own would be compiled once more, a quarter of a second
        // in
        // all.
        shell.eval(String.join("\n", Preload.imports()));
        started = entered;
        entered = 0;
    }

    /** Snippets that are compiled see the vocabulary and the JDK; the libraries that we use are none of theirs. */
    static String vocabularyPath() {
        try {
            return Path.of(Bpf.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            return System.getProperty("java.class.path", "") + File.pathSeparator;
        }
    }

    /** Numbers as the jshell tool does: what is no Java at all takes no number of those that name {@code $1, $2 …}. */
    private String nextId(Snippet snippet) {
        if (snippet.kind() == Snippet.Kind.ERRONEOUS) {
            erroneous++;
            return "e" + erroneous;
        }
        entered++;
        return started == 0 ? "s" + entered : String.valueOf(entered);
    }

    JShell shell() {
        return shell;
    }

    /** Forgets how the snippet before ended; one that is told to stop from now on will not run. */
    void begin() {
        control.reset();
    }

    /**
     * Evaluates one snippet, after {@link #begin}.
     *
     * @param source a complete snippet, without blank lines before it
     * @param line the line of the text on which it begins
     * @param origin where the text comes from
     */
    Outcome evaluate(String source, int line, Origin origin) {
        control.glance(source);
        List<SnippetEvent> events;
        try {
            events = shell.eval(source);
        } catch (StackOverflowError | OutOfMemoryError | InternalError e) {
            // What javac does with an expression nested some thousand levels deep, or a constant of some gigabytes,
            // here
            // and in a crash report of its own.
            boolean large = e instanceof OutOfMemoryError || e.getCause() instanceof OutOfMemoryError;
            String why = large ? Messages.text("engine.tooLargeForThe") : Messages.text("engine.tooDeeplyNestedForThe");
            return new Outcome(source, Kind.REJECTED, why, line);
        }
        Object value = control.takeValue();
        events.forEach(this::letGo);
        List<String> texts = new ArrayList<>();
        Outcome last = new Outcome(source, Kind.DONE, "", line);
        boolean gives = false;
        for (SnippetEvent event : events) {
            if (event.causeSnippet() == null) {
                origins.put(event.snippet().id(), origin.plus(line));
                Outcome outcome = of(event, source, line);
                if (!outcome.ok()) {
                    return outcome;
                }
                texts.add(outcome.text());
                last = outcome;
                gives = GIVE_VALUES.contains(event.snippet().kind());
            }
        }
        texts.removeIf(String::isEmpty);
        boolean alone = texts.size() == 1 && texts.get(0).equals(last.text());
        return new Outcome(
                source,
                Kind.DONE,
                String.join("\n", texts),
                line,
                gives ? value : null,
                null,
                alone ? last.picture() : null,
                alone ? last.result() : null,
                null);
    }

    /** A variable that is declared anew would be held by its earlier declaration for good, and a map stay open with it. */
    private void letGo(SnippetEvent event) {
        if (event.status() == Status.OVERWRITTEN && event.snippet() instanceof VarSnippet old) {
            Optional<VarSnippet> present = shell.variables()
                    .filter(one -> one.name().equals(old.name()) && shell.status(one) == Status.VALID)
                    .findFirst();
            present.ifPresent(shell::varValue);
            control.forget(old.name(), present.isPresent());
        }
    }

    /** Removes a snippet, and lets go of what it held. */
    void drop(Snippet snippet) {
        shell.drop(snippet);
        if (snippet instanceof VarSnippet variable) {
            control.forget(variable.name(), false);
        }
    }

    private Outcome of(SnippetEvent event, String source, int line) {
        if (event.status() == Status.REJECTED) {
            List<Diag> diags = shell.diagnostics(event.snippet()).toList();
            if (diags.isEmpty()) {
                return new Outcome(source, Kind.REJECTED, Messages.text("engine.thisIsNoJavaThat"), line);
            }
            Complaint complaint = Complaint.of(source, diags, shell.sourceCodeAnalysis());
            int place = line + complaint.line() - 1;
            return new Outcome(
                    source, Kind.REJECTED, complaint.text(), place, null, null, null, null, complaint.problem());
        }
        JShellException account = event.exception();
        Throwable thrown = control.thrown();
        if (account != null || thrown != null) {
            Failure failure = new Failure(thrown, account, control.advice());
            trace = Trace.of(thrown, account, this::snippet);
            int place = line + failure.lineIn(event.snippet().id()) - 1;
            Outcome.Problem problem = failure.problem(feedback, this::snippet);
            return new Outcome(
                    source,
                    Kind.FAILED,
                    Failure.text(problem),
                    place,
                    null,
                    failure.rejection(origins),
                    null,
                    null,
                    problem);
        }
        if (control.isLeftBehind()) {
            String text = Messages.text("engine.interruptedItDoesNotStop");
            return new Outcome(source, Kind.STOPPED, text, line);
        }
        // A statement that a stop let end, such as a join of a thread that was stopped too, is stopped as well.
        if (control.wasStopped() && (event.value() == null || event.value().isEmpty())) {
            return new Outcome(source, Kind.STOPPED, "interrupted", line);
        }
        Picture picture = control.picture();
        String text = feedback.of(event, picture != null);
        return new Outcome(
                source, Kind.DONE, text, line, null, null, Framed.in(text, picture), Feedback.result(event), null);
    }

    /** Returns where the last failure came from; empty when there was none. */
    Optional<Trace> trace() {
        return Optional.ofNullable(trace);
    }

    private @Nullable Snippet snippet(String id) {
        return shell.snippets()
                .filter(snippet -> snippet.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    /** Returns the snippets that the learner entered, oldest first. */
    List<Snippet> entered() {
        return shell.snippets().filter(snippet -> !isStartup(snippet)).toList();
    }

    /** Returns those of them that are in force. */
    List<Snippet> active() {
        return entered().stream()
                .filter(snippet -> snippet.kind() != Snippet.Kind.ERRONEOUS
                        && shell.status(snippet).isActive())
                .toList();
    }

    private static boolean isStartup(Snippet snippet) {
        return snippet.id().startsWith("s");
    }

    /** Returns the live value of a variable; empty when there is none or it is null. */
    Optional<Object> variable(String name) {
        return shell.variables()
                .filter(variable -> variable.name().equals(name) && shell.status(variable) == Status.VALID)
                .findFirst()
                .flatMap(variable -> Optional.ofNullable(live(variable)));
    }

    /** Returns a variable's value as text. */
    String text(VarSnippet variable) {
        control.reset();
        return shell.status(variable) == Status.VALID
                ? control.text(live(variable))
                : Messages.text("engine.notUsableYet");
    }

    private @Nullable Object live(VarSnippet variable) {
        shell.varValue(variable);
        return control.variable();
    }

    @Override
    public void close() {
        shell.close();
    }

    /** Makes JShell run snippets where we want it. */
    private record Here(Execution control) implements ExecutionControlProvider {
        @Override
        public String name() {
            return "bpflab";
        }

        @Override
        public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
            return control;
        }
    }
}
