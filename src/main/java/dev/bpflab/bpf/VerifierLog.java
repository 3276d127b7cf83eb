package dev.bpflab.bpf;

import java.util.List;

/**
 * What the verifier wrote while it looked at a program.
 *
 * @param text the log as the host gave it; may be empty
 */
public record VerifierLog(String text) {
    /** Returns the lines. */
    public List<String> lines() {
        return text.lines().toList();
    }

    /**
     * Returns the verifier's reason for a rejection: the last line that is no statistic or state, or the one before it where
     * that says more; empty when there is none.
     */
    public String reason() {
        List<String> lines = lines();
        for (int i = lines.size() - 1; i >= 0; i--) {
            String line = lines.get(i).strip();
            if (isReason(line)) {
                return i > 0 && repeats(line, lines.get(i - 1))
                        ? lines.get(i - 1).strip()
                        : line;
            }
        }
        return "";
    }

    /** Returns whether a line only says again, without the numbers, what the line before it said of an access. */
    private static boolean repeats(String line, String before) {
        return line.endsWith("value is outside of the allowed memory range") && before.startsWith("invalid access to ");
    }

    /** Returns whether a line that is neither an instruction nor a state says something, and is no statistic. */
    static boolean isReason(String line) {
        return !line.isBlank() && !isAddition(line.strip());
    }

    @Override
    public String toString() {
        return text.isBlank() ? "(empty)" : text.stripTrailing();
    }

    private static boolean isAddition(String line) {
        return line.startsWith("processed ")
                || line.startsWith("verification time ")
                || line.startsWith("stack depth ")
                || line.startsWith("cur state:")
                || line.startsWith("old state:");
    }
}
