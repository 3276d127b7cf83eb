package dev.bpflab.sim;

import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.Hook;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The tracepoints of the simulated kernel, by category and name, and the raw ones by name. */
final class Tracepoints {
    private static final Hook.Tracepoint PROCESS_EXEC = new Hook.Tracepoint("sched", "sched_process_exec");
    private static final String SYS_ENTER = "sys_enter";

    private final Map<Hook.Tracepoint, SimTracepoint> all =
            Map.of(PROCESS_EXEC, new SimTracepoint("sched/sched_process_exec", ExecEvents.FIELDS_END));

    /** {@code sys_enter} gives the registers and the number of the call. */
    private final Map<String, SimRawTracepoint> raw = Map.of(SYS_ENTER, new SimRawTracepoint(SYS_ENTER, 2));

    @Nullable
    SimTracepoint find(Hook.Tracepoint hook) {
        return all.get(hook);
    }

    @Nullable
    SimRawTracepoint find(Hook.RawTracepoint hook) {
        return raw.get(hook.name());
    }

    /** Returns {@code sched/sched_process_exec}. */
    SimTracepoint processExec() {
        return Objects.requireNonNull(all.get(PROCESS_EXEC));
    }

    /** Returns the raw tracepoint {@code sys_enter}. */
    SimRawTracepoint sysEnter() {
        return Objects.requireNonNull(raw.get(SYS_ENTER));
    }

    /** Returns the text that names the fields of a tracepoint's record, as Linux 6.18 has it. */
    String format(Hook.Tracepoint hook) {
        if (find(hook) == null) {
            throw new BpfException(
                    "read the fields of " + hook.describe(),
                    Errno.ENOENT,
                    "the simulated kernel has no " + hook.describe() + ", only " + String.join(", ", names()),
                    "look for it with --host kernel");
        }
        String name = "events/" + hook.category() + "/" + hook.name();
        try (InputStream text = Objects.requireNonNull(Tracepoints.class.getResourceAsStream(name))) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> names() {
        return all.keySet().stream()
                .map(hook -> hook.category() + "/" + hook.name())
                .sorted()
                .toList();
    }

    List<String> rawNames() {
        return raw.keySet().stream().sorted().toList();
    }
}
