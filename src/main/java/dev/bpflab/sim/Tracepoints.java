package dev.bpflab.sim;

import dev.bpflab.bpf.Hook;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tracepoints of the simulated kernel, by category and name. */
final class Tracepoints {
    private static final Hook.Tracepoint PROCESS_EXEC = new Hook.Tracepoint("sched", "sched_process_exec");

    private final Map<Hook.Tracepoint, SimTracepoint> all =
            Map.of(PROCESS_EXEC, new SimTracepoint(ExecEvents.FIELDS_END));

    @Nullable
    SimTracepoint find(Hook.Tracepoint hook) {
        return all.get(hook);
    }

    /** Returns {@code sched/sched_process_exec}. */
    SimTracepoint processExec() {
        return java.util.Objects.requireNonNull(all.get(PROCESS_EXEC));
    }

    List<String> names() {
        return all.keySet().stream()
                .map(hook -> hook.category() + "/" + hook.name())
                .sorted()
                .toList();
    }
}
