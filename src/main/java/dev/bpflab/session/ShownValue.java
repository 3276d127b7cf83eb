package dev.bpflab.session;

import dev.bpflab.bpf.ValueText;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A value as the prompt shows it: bytes in hexadecimal, a list that is too long for a line element by element. */
final class ShownValue {
    /** What a line has room for beside the name of the variable. */
    private static final int LONGEST_LINE = 64;

    private ShownValue() {}

    /** Returns the text; anything in which there is nothing of ours is left to Java's own words. */
    static String of(@Nullable Object value, Function<@Nullable Object, String> inJava) {
        String text = ValueText.holdsBytes(value) ? ValueText.of(value) : inJava.apply(value);
        return value instanceof List<?> list && text.length() > LONGEST_LINE && hasWords(list)
                ? list.stream().map(ValueText::of).collect(Collectors.joining(",\n ", "[", "]"))
                : text;
    }

    private static boolean hasWords(List<?> list) {
        return list.size() > 1 && list.stream().noneMatch(Number.class::isInstance);
    }
}
