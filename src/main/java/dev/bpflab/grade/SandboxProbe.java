package dev.bpflab.grade;

import java.util.List;
import java.util.Optional;

/**
 * How submissions can be isolated on this machine.
 *
 * @param tier the best that works; empty when none does
 * @param found in words, what it keeps them from, or why nothing works
 * @param reasons why each better tier does not work, one sentence each
 * @param remedy what to install or to allow for a better one; empty when there is nothing to mend
 */
public record SandboxProbe(Optional<Tier> tier, String found, List<String> reasons, String remedy) {
    /** Copies what it is given. */
    public SandboxProbe {
        reasons = List.copyOf(reasons);
    }
}
