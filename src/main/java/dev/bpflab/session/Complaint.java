package dev.bpflab.session;

import dev.bpflab.session.Outcome.Problem;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.Diag;
import jdk.jshell.SourceCodeAnalysis;

/** A compile error as two lines: the line of source, and below it a caret at the place with what is wrong there. */
final class Complaint {
    private static final Pattern QUALIFIED = Pattern.compile("\\b(?:[a-z_][a-z0-9_]*\\.)+(?=[A-Z])");
    private static final Pattern SYMBOL = Pattern.compile("symbol:\\s+(.*)");

    private final String source;
    private final Diag diag;
    private final SourceCodeAnalysis analysis;

    private Complaint(String source, Diag diag, SourceCodeAnalysis analysis) {
        this.source = source;
        this.diag = diag;
        this.analysis = analysis;
    }

    /** Returns the first error among these diagnostics of a snippet, or else the first of them. */
    static Complaint of(String source, List<Diag> diags, SourceCodeAnalysis analysis) {
        return new Complaint(
                source, diags.stream().filter(Diag::isError).findFirst().orElse(diags.get(0)), analysis);
    }

    /** Returns a text that names types with their packages left out. */
    static String unqualified(String text) {
        return QUALIFIED.matcher(text).replaceAll("");
    }

    /** Returns the line of the snippet, from 1, on which the error is. */
    int line() {
        return (int) source.substring(0, start()).chars().filter(c -> c == '\n').count() + 1;
    }

    /** Returns the source line, the caret line and, where the mistake is known, what helps. */
    String text() {
        int start = start();
        int lineStart = lineStart();
        int lineEnd = source.indexOf('\n', start);
        String line = source.substring(lineStart, lineEnd < 0 ? source.length() : lineEnd);
        String indent = line.substring(0, start - lineStart).replaceAll("[^\\t]", " ");
        int end = end();
        Problem problem = problem();
        return line + "\n" + indent + "^".repeat(Math.max(1, end - start)) + " " + problem.message()
                + (problem.hint().isEmpty() ? "" : "\n  " + problem.hint());
    }

    /** Returns the same in its parts, without the source line. */
    Problem problem() {
        int start = start();
        String hint = Hints.of(Slip.of(source, diag, start, Math.max(start, end()), analysis));
        return new Problem(message(), start - lineStart() + 1, hint);
    }

    private int lineStart() {
        return source.lastIndexOf('\n', start() - 1) + 1;
    }

    /** Returns where the error ends, at the latest with its line. */
    private int end() {
        int lineEnd = source.indexOf('\n', start());
        return (int) Math.min(Math.max(diag.getEndPosition(), start()), lineEnd < 0 ? source.length() : lineEnd);
    }

    private int start() {
        return (int) Math.max(0, Math.min(diag.getStartPosition(), source.length()));
    }

    /** Returns javac's message in one line, with the missing symbol named and packages left out. */
    private String message() {
        String full = diag.getMessage(Locale.ROOT);
        String first = full.lines().findFirst().orElse("");
        Matcher symbol = SYMBOL.matcher(full);
        String message = symbol.find() ? first + ": " + symbol.group(1).strip() : wholeOf(first, full);
        return unqualified(message);
    }

    /** Some messages give their reason only in the lines after the first. */
    private static String wholeOf(String first, String full) {
        return first.endsWith(";") || first.endsWith(":")
                ? String.join(
                                "; ",
                                full.lines()
                                        .map(String::strip)
                                        .map(line -> line.replaceAll(" {2,}", " "))
                                        .toList())
                        .replaceAll("([;:]);", "$1")
                : first;
    }
}
