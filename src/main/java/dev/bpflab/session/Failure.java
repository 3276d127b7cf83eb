package dev.bpflab.session;

import dev.bpflab.asm.AsmException;
import dev.bpflab.asm.TextAsmException;
import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.VerifierException;
import dev.bpflab.isa.Source;
import dev.bpflab.session.Outcome.Problem;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import jdk.jshell.EvalException;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.UnresolvedReferenceException;
import org.jspecify.annotations.Nullable;

/** Says in a line what a snippet threw: our own messages as they are, others with the line of the snippet. */
final class Failure {
    /** The name of the frame that is none, but the place of an instruction. */
    private static final String WROTE = "wrote";

    /** The classes into which JShell puts snippets; a learner never sees them elsewhere. */
    private static final Pattern WRAPPER = Pattern.compile("REPL\\.\\$JShell\\$\\w+[.$]");

    /** Exceptions whose messages say all, where only their names are known. */
    private static final Set<String> OURS = Set.of(
            BpfException.class.getName(),
            VerifierException.class.getName(),
            AsmException.class.getName(),
            TextAsmException.class.getName());

    private final @Nullable Throwable thrown;
    private final @Nullable JShellException account;
    private final String advice;

    /**
     * Creates the description of a failure.
     *
     * @param thrown the object thrown, or null when only JShell's account of it is there
     * @param account what JShell says of it, or null
     * @param advice what helps, where that is not in the object thrown; may be empty
     */
    Failure(@Nullable Throwable thrown, @Nullable JShellException account, String advice) {
        this.thrown = thrown instanceof InvocationTargetException && thrown.getCause() instanceof ExitRefused
                ? thrown.getCause()
                : thrown;
        this.account = account;
        this.advice = advice;
    }

    /** Returns what a learner is shown: what happened, where, and for mistakes that are known what helps. */
    static String text(Problem problem) {
        return problem.message() + (problem.hint().isEmpty() ? "" : "\n  " + problem.hint());
    }

    /** Returns what happened and where, and what helps. */
    Problem problem(Feedback feedback, Function<String, @Nullable Snippet> snippets) {
        String helps = thrown instanceof VerifierException rejected
                ? rejected.explanation().advice()
                : advice;
        String known = FailureHints.of(type(), message());
        String hint = helps.isEmpty() || known.isEmpty() ? helps + known : helps + "\n  " + known;
        return new Problem(what(feedback, snippets), 0, hint);
    }

    private String what(Feedback feedback, Function<String, @Nullable Snippet> snippets) {
        boolean ours =
                thrown instanceof BpfException || thrown instanceof AsmException || thrown instanceof ExitRefused;
        if (ours || OURS.contains(type())) {
            return message();
        }
        if (account instanceof UnresolvedReferenceException missing) {
            return "cannot run: " + feedback.unresolved(missing.getSnippet());
        }
        if (type().equals(StackOverflowError.class.getName())) {
            return Messages.text("failure.stackoverflowerrorAMethodCallsItself", place(snippets));
        }
        if (type().equals(OutOfMemoryError.class.getName())) {
            return Messages.text("failure.dropLetsGoOfWhat", describe(), place(snippets));
        }
        return describe() + place(snippets);
    }

    /** Returns the line of this snippet, from 1, that was running; 1 when it was none of its own. */
    int lineIn(String snippetId) {
        StackTraceElement frame = ownFrame();
        return frame == null || !snippetId.equals(idOf(frame)) ? 1 : Math.max(1, frame.getLineNumber());
    }

    /**
     * Returns the program that was refused, or null when something else was thrown.
     *
     * @param origins where each snippet comes from, by its id
     */
    Outcome.@Nullable Rejection rejection(Map<String, Origin> origins) {
        if (!(thrown instanceof VerifierException rejected)) {
            return null;
        }
        StackTraceElement[] frames = account == null ? new StackTraceElement[0] : account.getStackTrace();
        StackTraceElement last = frames.length == 0 ? null : frames[frames.length - 1];
        Optional<String> written = Optional.ofNullable(last)
                .filter(frame -> WROTE.equals(frame.getMethodName()) && isSnippet(frame))
                .map(frame -> origins.getOrDefault(idOf(frame), Origin.TYPED)
                        .describe(idOf(frame), Math.max(1, frame.getLineNumber())));
        return new Outcome.Rejection(rejected, written);
    }

    /** Returns the frames that JShell is to translate: those of the throwable, and where the refused instruction was written. */
    static StackTraceElement[] frames(Throwable thrown) {
        StackTraceElement[] frames = thrown.getStackTrace();
        Source source = thrown instanceof VerifierException rejected
                        && rejected.explanation().place() != null
                ? rejected.explanation().place().source()
                : null;
        if (source == null) {
            return frames;
        }
        StackTraceElement[] more = Arrays.copyOf(frames, frames.length + 1);
        more[frames.length] = new StackTraceElement(source.className(), WROTE, source.file(), source.line());
        return more;
    }

    private String describe() {
        String type = type();
        String message = thrown != null ? thrown.getMessage() : account == null ? null : account.getMessage();
        String simple = type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
        return simple + (message == null ? "" : ": " + WRAPPER.matcher(message).replaceAll(""));
    }

    /** Returns the name of the class of what was thrown. */
    private String type() {
        return thrown != null
                ? thrown.getClass().getName()
                : account instanceof EvalException eval ? eval.getExceptionClassName() : "failure";
    }

    /** Returns what it says; empty when it says nothing. */
    private String message() {
        String message = thrown != null ? thrown.getMessage() : account == null ? null : account.getMessage();
        return message == null ? "" : message;
    }

    /** Returns where in the learner's own text it happened, as a second line; empty when that is not known. */
    private String place(Function<String, @Nullable Snippet> snippets) {
        StackTraceElement frame = ownFrame();
        Snippet snippet = frame == null ? null : snippets.apply(idOf(frame));
        if (frame == null || snippet == null) {
            return "";
        }
        List<String> lines = snippet.source().lines().toList();
        int line = frame.getLineNumber();
        return line < 1 || line > lines.size()
                ? ""
                : "\n  at " + lines.get(line - 1).strip();
    }

    /** Returns the innermost frame of a snippet: JShell gives the snippet's id in the place of the file. */
    private @Nullable StackTraceElement ownFrame() {
        if (account != null) {
            for (StackTraceElement frame : account.getStackTrace()) {
                if (isSnippet(frame)) {
                    return frame;
                }
            }
        }
        return null;
    }

    private static boolean isSnippet(StackTraceElement frame) {
        return frame.getFileName() != null && frame.getFileName().startsWith("#");
    }

    private static String idOf(StackTraceElement frame) {
        String file = frame.getFileName();
        return file == null ? "" : file.substring(1);
    }
}
