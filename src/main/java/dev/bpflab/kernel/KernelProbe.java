package dev.bpflab.kernel;

/**
 * Whether the running kernel can be used, and if not, why and what to do.
 *
 * @param usable whether a {@link KernelHost} can be opened
 * @param reason what was found, in words
 * @param remedy what would mend it; empty when it is usable or nothing would
 */
public record KernelProbe(boolean usable, String reason, String remedy) {
    static KernelProbe yes(String reason) {
        return new KernelProbe(true, reason, "");
    }

    static KernelProbe no(String reason, String remedy) {
        return new KernelProbe(false, reason, remedy);
    }

    /** Returns the reason and the remedy in one line. */
    public String describe() {
        return remedy.isEmpty() ? reason : reason + "; " + remedy;
    }
}
