package dev.bpflab.session;

import static dev.bpflab.session.Messages.text;

import java.util.List;
import java.util.function.Predicate;

/** What probably went wrong when a snippet throws, for the mistakes that beginners make. */
final class FailureHints {
    private static final String NO_SUCH_KEY = text("failureHints.mapHasNoSuchKey");

    private static final List<Row> ROWS = List.of(
            new Row(
                    NullPointerException.class,
                    message -> message.matches("(?s).*BpfMap\\.(?:get|peek|pop|getAndRemove)\\(.*"),
                    NO_SUCH_KEY),
            new Row(
                    NullPointerException.class,
                    message -> message.matches("(?s).*Bpf\\.map(?:Lookup|LookupAndDelete|Peek|Pop)\\(.*"),
                    text("failureHints.mapHasNoSuchKey2")),
            new Row(
                    dev.bpflab.bpf.BpfException.class,
                    message -> message.startsWith("read ") && message.contains("the buffer is null"),
                    text("failureHints.lookupGivesNullForA")),
            new Row(
                    java.util.NoSuchElementException.class,
                    message -> message.contains("No value present"),
                    text("failureHints.nothingWasFoundFindKey")),
            new Row(
                    UnsupportedOperationException.class,
                    message -> message.isEmpty(),
                    text("failureHints.whatListOfMapOf")));

    private FailureHints() {}

    private record Row(Class<? extends Throwable> type, Predicate<String> message, String hint) {}

    /**
     * Returns what helps in a line; empty when nobody knows.
     *
     * @param type the name of the class of what was thrown
     * @param message what it says, or empty
     */
    static String of(String type, String message) {
        return ROWS.stream()
                .filter(row ->
                        row.type().getName().equals(type) && row.message().test(message))
                .map(Row::hint)
                .findFirst()
                .orElse("");
    }
}
