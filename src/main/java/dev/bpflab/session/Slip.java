package dev.bpflab.session;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.Diag;
import jdk.jshell.SourceCodeAnalysis;

/**
 * What the compiler complains of, as the tables of hints read it.
 *
 * @param source the snippet
 * @param start where in it the place begins
 * @param end where it ends
 * @param code what javac calls it, such as {@code prob.found.req}
 * @param message javac's words, all lines
 * @param analysis completes and imports names
 */
record Slip(String source, int start, int end, String code, String message, SourceCodeAnalysis analysis) {
    private static final Pattern SYMBOL = Pattern.compile("symbol:\\s+(variable|method|class) (\\w+)");

    static Slip of(String source, Diag diag, int start, int end, SourceCodeAnalysis analysis) {
        return new Slip(
                source,
                start,
                end,
                diag.getCode().replaceFirst("^compiler\\.err\\.", ""),
                diag.getMessage(Locale.ROOT),
                analysis);
    }

    /** Returns the text at the place. */
    String text() {
        return source.substring(start, end);
    }

    /** Returns the text behind the place. */
    String after() {
        return source.substring(end);
    }

    /** Returns the name that was not found; empty when it is not about one. */
    String name() {
        Matcher symbol = SYMBOL.matcher(message);
        return symbol.find() ? symbol.group(2) : "";
    }

    /** Returns whether it was called. */
    boolean isMethod() {
        Matcher symbol = SYMBOL.matcher(message);
        return symbol.find() && symbol.group(1).equals("method");
    }

    /** Returns the part of the snippet before the name that was not found. */
    String beforeName() {
        int at = source.lastIndexOf(name(), end - 1);
        return source.substring(0, at < start ? start : at);
    }

    /** Returns what can stand at the name that was not found and begins with the same letter, large or small. */
    List<String> candidates() {
        String name = name();
        String before = beforeName();
        String first = name.substring(0, 1);
        return java.util.stream.Stream.of(first.toLowerCase(Locale.ROOT), first.toUpperCase(Locale.ROOT))
                .distinct()
                .flatMap(letter ->
                        analysis.completionSuggestions(before + letter, before.length() + 1, new int[1]).stream())
                .map(SourceCodeAnalysis.Suggestion::continuation)
                .distinct()
                .toList();
    }
}
