package dev.bpflab.repl;

import dev.bpflab.bpf.BpfMap;
import dev.bpflab.view.Snapshot;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What was seen in each map when a person looked at it last. */
final class Looks {
    private final Map<Integer, Look> last = new HashMap<>();

    /**
     * What was seen.
     *
     * @param nanos when, by {@link System#nanoTime}
     */
    record Look(Snapshot snapshot, long nanos) {}

    /** Remembers what is seen now; returns what was seen before. */
    Optional<Look> remember(BpfMap<?, ?> map, Snapshot snapshot) {
        return Optional.ofNullable(last.put(map.id(), new Look(snapshot, System.nanoTime())));
    }
}
