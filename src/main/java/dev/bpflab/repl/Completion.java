package dev.bpflab.repl;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** The values that the arguments of a command can have. */
@FunctionalInterface
public interface Completion {
    /** Nothing can be proposed. */
    Completion NONE = (bench, words) -> List.of();

    /** Files, by what is typed of their names. */
    Completion FILES = first((bench, typed) -> Paths.matching(typed));

    /**
     * A value that can be typed.
     *
     * @param value the value
     * @param note what it is, in a few words; may be empty
     */
    record Choice(String value, String note) {
        /** Returns a value that says by itself what it is. */
        static Choice of(String value) {
            return new Choice(value, "");
        }
    }

    /**
     * Returns the values that the last word can have.
     *
     * @param words the arguments as far as they are typed; the last is the one that is being typed and may be empty
     */
    List<Choice> choices(Bench bench, List<String> words);

    /** Returns a completion of the first argument only. */
    static Completion first(BiFunction<Bench, String, List<String>> values) {
        return (bench, words) -> words.size() > 1
                ? List.of()
                : values.apply(bench, words.get(0)).stream().map(Choice::of).toList();
    }

    /** Returns a completion of the first argument, whatever is typed of it. */
    static Completion names(Function<Bench, List<String>> values) {
        return first((bench, typed) -> values.apply(bench));
    }

    /** Returns a completion of the first argument, which is one of a few words. */
    static Completion words(String... values) {
        return names(bench -> Stream.of(values).toList());
    }
}
