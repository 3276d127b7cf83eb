package dev.bpflab.bpf;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A stack and how often it was found.
 *
 * @param key under which it was counted, such as its id or a record of a process and ids
 * @param frames its functions, the innermost first; empty when there was no stack to walk
 * @param count how many samples found it, or what else the map counts, such as nanoseconds
 * @param <K> the Java type of keys
 */
public record CountedStack<K>(K key, List<Frame> frames, long count) {
    /** What stands for the functions of a stack of which there are none. */
    private static final String NONE = "[no stack]";

    public CountedStack {
        frames = List.copyOf(frames);
    }

    /** Returns the names of its functions, the innermost first; {@code [no stack]} when there are none. */
    public List<String> names() {
        return frames.isEmpty()
                ? List.of(NONE)
                : frames.stream().map(Frame::name).toList();
    }

    /** Returns its functions joined by semicolons, the outermost first, those of the kernel with {@code _[k]} behind them. */
    String folded() {
        StringBuilder folded = new StringBuilder();
        for (int i = frames.size() - 1; i >= 0; i--) {
            Frame frame = frames.get(i);
            folded.append(escaped(frame.name())).append(frame.isKernel() ? "_[k]" : "");
            folded.append(i == 0 ? "" : ";");
        }
        return folded.length() == 0 ? NONE : folded.toString();
    }

    /** Takes out of a name what parts functions and lines; spaces may stay, the count comes after the last one. */
    static String escaped(String name) {
        return name.replace(';', ':').replaceAll("\\R", " ");
    }

    /** Shows the count and the functions, the innermost first. */
    @Override
    public String toString() {
        String functions = frames.stream().map(Frame::toString).collect(Collectors.joining(" < "));
        return count + " " + (functions.isEmpty() ? NONE : functions);
    }
}
