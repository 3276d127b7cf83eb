package dev.bpflab.bpf;

import java.util.Locale;

/**
 * How much of a profile a function has.
 *
 * @param function its name
 * @param self how many samples found it as the innermost function
 * @param total how many samples found it anywhere in the stack
 * @param of how many samples there were
 */
public record FunctionShare(String function, long self, long total, long of) {
    /** Returns how much of all samples found it as the innermost function, in percent. */
    public double selfPercent() {
        return percent(self);
    }

    /** Returns how much of all samples found it anywhere in the stack, in percent. */
    public double totalPercent() {
        return percent(total);
    }

    private double percent(long part) {
        return of == 0 ? 0 : 100.0 * part / of;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%5.1f%% self %5.1f%% total  %s", selfPercent(), totalPercent(), function);
    }
}
