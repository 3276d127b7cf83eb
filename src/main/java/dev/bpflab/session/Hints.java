package dev.bpflab.session;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What probably went wrong when a snippet does not compile, for the mistakes that beginners make. */
final class Hints {
    /** The first that knows the mistake says what it is. */
    private static final List<Mistake> ALL = Stream.of(SyntaxHints.ROWS, TypeHints.ROWS, NameHints.ROWS)
            .flatMap(List::stream)
            .toList();

    private Hints() {}

    /**
     * A mistake.
     *
     * @param codes what javac calls it, as a regular expression
     * @param hint says in a line what helps; null when it is another mistake
     */
    record Mistake(String codes, Function<Slip, @Nullable String> hint) {}

    /** Returns what helps in a line; empty when nobody knows. */
    static String of(Slip slip) {
        return ALL.stream()
                .filter(mistake -> slip.code().matches(mistake.codes()))
                .map(mistake -> mistake.hint().apply(slip))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }
}
