package dev.bpflab.debug;

import static dev.bpflab.debug.Messages.text;

import dev.bpflab.asm.Spelling;
import dev.bpflab.bpf.debug.DebugInput;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a program is debugged on, as a person types it behind its name: {@code --cpus 2 --runs 10 --seed 7}. */
public final class DebugOptions {
    /** The option that chooses the type of a program that is not loaded; its value is the caller's to read. */
    public static final String TYPE = "--type";

    private static final Map<String, Option> ALL = new LinkedHashMap<>();

    static {
        ALL.put("--cpus", (input, value) -> input.withCpus(Integer.parseInt(value)));
        ALL.put("--runs", (input, value) -> input.withRuns(Integer.parseInt(value)));
        ALL.put("--seed", (input, value) -> input.withSeed(Long.parseLong(value)));
        ALL.put("--data", (input, value) -> input.withData(HexFormat.of().parseHex(value)));
        ALL.put("--ctx", (input, value) -> input.withContext(HexFormat.of().parseHex(value)));
        ALL.put("--event", (input, value) -> input.withEvent(Integer.parseInt(value)));
        ALL.put(TYPE, (input, value) -> input);
    }

    private DebugOptions() {}

    /** How an option changes what the program is debugged on; an {@link IllegalArgumentException} for a wrong value. */
    @FunctionalInterface
    private interface Option {
        DebugInput set(DebugInput input, String value);
    }

    /** Returns all options with their values, for help. */
    public static String usage() {
        return "[--cpus N] [--runs N] [--seed N] [--data HEX] [--ctx HEX] [--event N] [--type TYPE]";
    }

    /**
     * Reads names and values in turn.
     *
     * @throws IllegalArgumentException saying what is wrong with which
     */
    public static DebugInput parse(List<String> words) {
        DebugInput input = DebugInput.DEFAULT;
        for (int i = 0; i < words.size(); i += 2) {
            Option option = ALL.get(words.get(i));
            if (option == null) {
                throw new IllegalArgumentException(text(
                        "options.unknown", words.get(i), Spelling.hint(words.get(i), ALL.keySet().stream()), usage()));
            }
            String value = i + 1 < words.size() ? words.get(i + 1) : "";
            try {
                input = option.set(input, value);
            } catch (IllegalArgumentException wrong) {
                throw new IllegalArgumentException(text("options.wrongValue", value, words.get(i)), wrong);
            }
        }
        return input;
    }

    /** Returns the value of {@link #TYPE} among the words; empty when it is not given. */
    public static String type(List<String> words) {
        int at = words.indexOf(TYPE);
        return at >= 0 && at + 1 < words.size() ? words.get(at + 1) : "";
    }
}
