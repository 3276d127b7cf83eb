package dev.bpflab.lab;

import dev.bpflab.lab.StackWitness.Seen;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Stacks as tables name them: {@code {pid}} and {@code {comm}} of the process, {@code {kernel}} and {@code {user}} for the ids
 * of its stacks where there were such, {@code {kernel_id}} and {@code {user_id}} for what the helper returned, an id or a
 * negated errno, {@code {samples}} for how often it was found so, or {@code {slept}} for how many nanoseconds it slept.
 */
final class StackFacts {
    static final List<String> NAMES =
            List.of("pid", "comm", "kernel", "user", "kernel_id", "user_id", "samples", "slept");

    private StackFacts() {}

    static Fact of(Seen seen, String comm, String counted, long count) {
        Map<String, String> names = new HashMap<>();
        names.put("pid", Integer.toString(seen.pid()));
        names.put("comm", comm);
        names.put("kernel_id", Integer.toString(seen.kernel()));
        names.put("user_id", Integer.toString(seen.user()));
        names.put(counted, Long.toString(count));
        if (seen.kernel() >= 0) {
            names.put("kernel", Integer.toString(seen.kernel()));
        }
        if (seen.user() >= 0) {
            names.put("user", Integer.toString(seen.user()));
        }
        return new Fact(names);
    }
}
