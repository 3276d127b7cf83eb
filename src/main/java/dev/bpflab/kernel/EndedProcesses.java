package dev.bpflab.kernel;

import dev.bpflab.bpf.Symbols;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The functions of processes that a stage ran, whose stacks are looked at only when they have ended. */
final class EndedProcesses {
    private final Map<Integer, Symbols.Lookup> byPid = new ConcurrentHashMap<>();

    void remember(int pid, Symbols.Lookup functions) {
        byPid.put(pid, functions);
    }

    Symbols.@Nullable Lookup find(int pid) {
        return byPid.get(pid);
    }
}
