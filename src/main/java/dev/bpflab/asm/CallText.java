package dev.bpflab.asm;

import dev.bpflab.isa.MapRef;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Writes a call of the vocabulary as a person would type it. */
final class CallText {
    private CallText() {}

    static String of(String name, Object... arguments) {
        return Arrays.stream(arguments).map(CallText::argument).collect(Collectors.joining(", ", name + "(", ")"));
    }

    private static String argument(Object argument) {
        if (argument instanceof Enum<?> constant) {
            return constant.name();
        }
        if (argument instanceof String text) {
            return '"' + text + '"';
        }
        if (argument instanceof MapRef map) {
            return map.name().isEmpty() ? "map" : map.name();
        }
        return String.valueOf(argument);
    }
}
