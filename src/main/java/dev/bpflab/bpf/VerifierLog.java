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
     * Returns the verifier's reason for a rejection: the last line that is neither a statistic nor an instruction or
     * register state; empty when there is none.
     */
    public String reason() {
        List<String> lines = lines();
        for (int i = lines.size() - 1; i >= 0; i--) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !isStatistic(line)) {
                return line;
            }
        }
        return "";
    }

    private static boolean isStatistic(String line) {
        return line.startsWith("processed ")
                || line.startsWith("verification time ")
                || line.startsWith("stack depth ");
    }
}
