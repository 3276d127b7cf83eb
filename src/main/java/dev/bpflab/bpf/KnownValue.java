package dev.bpflab.bpf;

import dev.bpflab.bpf.VerifierTrace.Step;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the verifier knew of a register or stack slot, and since when.
 *
 * @param state in the kernel's words, such as {@code map_value_or_null(id=1,ks=4,vs=8)}; the last one known when it is lost
 * @param since the instruction that made it so, or null when it was so at the beginning
 * @param before what it was made from: the value that was copied, changed or tested; null when it is new
 * @param lost whether a call took it away
 */
record KnownValue(
        String state, @Nullable Step since, @Nullable KnownValue before, boolean lost) {
    /** Returns how it came about, oldest first. */
    List<KnownValue> history() {
        List<KnownValue> history = new ArrayList<>();
        for (KnownValue value = this; value != null; value = value.before()) {
            history.add(0, value);
        }
        return history;
    }
}
