package dev.bpflab.session;

import java.util.List;
import java.util.function.Predicate;

/** What probably went wrong when a snippet throws, for the mistakes that beginners make. */
final class FailureHints {
    private static final String NO_SUCH_KEY =
            "the map has no such key: a lookup gives null then; test for it, or use find(key).orElse(0L)";

    private static final List<Row> ROWS = List.of(
            new Row(
                    NullPointerException.class,
                    message -> message.matches("(?s).*BpfMap\\.(?:get|peek|pop|getAndRemove)\\(.*"),
                    NO_SUCH_KEY),
            new Row(
                    NullPointerException.class,
                    message -> message.matches("(?s).*Bpf\\.map(?:Lookup|LookupAndDelete|Peek|Pop)\\(.*"),
                    "the map has no such key: a lookup gives null then; test for it first"),
            new Row(
                    dev.bpflab.bpf.BpfException.class,
                    message -> message.startsWith("read ") && message.contains("the buffer is null"),
                    "a lookup gives null for a key that is not in the map; test for it first"),
            new Row(
                    java.util.NoSuchElementException.class,
                    message -> message.contains("No value present"),
                    "nothing was found: find(key) is empty for a key that is not in the map; orElse(0L) gives a value then"),
            new Row(
                    UnsupportedOperationException.class,
                    message -> message.isEmpty(),
                    "what List.of, Map.of and toList give cannot be changed: new ArrayList<>(…) can"));

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
