package dev.bpflab.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import org.jspecify.annotations.Nullable;

/**
 * Where a snippet's failure came from.
 *
 * @param headline what was thrown
 * @param frames the calls under way, the innermost first, down to the snippet's own first one
 * @param causes what it was caused by, each with its headline only
 */
public record Trace(String headline, List<Frame> frames, List<String> causes) {
    /** Whose code a call is in. */
    public enum Whose {
        /** What was typed. */
        SNIPPET,
        /** Ours. */
        BPFLAB,
        /** Java's or a library's. */
        JAVA
    }

    /** A call. */
    public record Frame(Whose whose, String text) {}

    public Trace {
        frames = List.copyOf(frames);
        causes = List.copyOf(causes);
    }

    static Trace of(
            @Nullable Throwable thrown,
            @Nullable JShellException account,
            Function<String, @Nullable Snippet> snippets) {
        Throwable shown = account == null ? thrown : account;
        List<Frame> frames = new ArrayList<>();
        int last = -1;
        for (StackTraceElement element : shown == null ? new StackTraceElement[0] : shown.getStackTrace()) {
            frames.add(frame(element, snippets));
            last = frames.get(frames.size() - 1).whose() == Whose.SNIPPET ? frames.size() : last;
        }
        List<String> causes = new ArrayList<>();
        for (Throwable cause = thrown == null ? null : thrown.getCause();
                cause != null && causes.size() < 10;
                cause = cause.getCause()) {
            causes.add(cause.toString());
        }
        // What is below the snippet's first call is how every snippet is called.
        return new Trace(
                String.valueOf(thrown == null ? account : thrown), frames.subList(0, Math.max(last, 0)), causes);
    }

    private static Frame frame(StackTraceElement element, Function<String, @Nullable Snippet> snippets) {
        String file = element.getFileName();
        if (file != null && file.startsWith("#")) {
            String id = file.substring(1);
            Snippet snippet = snippets.apply(id);
            return new Frame(
                    Whose.SNIPPET, "snippet " + id + ", line " + element.getLineNumber() + line(snippet, element));
        }
        boolean ours = element.getClassName().startsWith("dev.bpflab.");
        String type = element.getClassName().replaceFirst("^.*\\.", "");
        String where = file == null
                ? ""
                : " (" + file + (element.getLineNumber() > 0 ? ":" + element.getLineNumber() : "") + ")";
        return new Frame(ours ? Whose.BPFLAB : Whose.JAVA, type + "." + element.getMethodName() + where);
    }

    private static String line(@Nullable Snippet snippet, StackTraceElement element) {
        List<String> lines =
                snippet == null ? List.of() : Arrays.asList(snippet.source().split("\n", -1));
        int line = element.getLineNumber();
        return line < 1 || line > lines.size() ? "" : ": " + lines.get(line - 1).strip();
    }
}
