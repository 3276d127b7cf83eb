package dev.bpflab.sim;

import static java.util.Objects.requireNonNull;

import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.Hook;
import dev.bpflab.bpf.Nearest;
import dev.bpflab.sim.machine.Environment;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The tracepoints of the simulated kernel and the raw ones, two for each {@link TracepointEvent}. */
final class Tracepoints {
    private static final int NAMES_SHOWN = 3;

    private final Map<TracepointEvent, SimTracepoint> all = new EnumMap<>(TracepointEvent.class);
    private final Map<TracepointEvent, SimRawTracepoint> raw = new EnumMap<>(TracepointEvent.class);

    Tracepoints() {
        for (TracepointEvent event : TracepointEvent.values()) {
            all.put(event, new SimTracepoint(event));
            raw.put(event, new SimRawTracepoint(event));
        }
    }

    @Nullable
    SimTracepoint find(Hook.Tracepoint hook) {
        return event(hook).map(all::get).orElse(null);
    }

    @Nullable
    SimRawTracepoint find(Hook.RawTracepoint hook) {
        return Arrays.stream(TracepointEvent.values())
                .filter(event -> event.hook().name().equals(hook.name()))
                .findFirst()
                .map(raw::get)
                .orElse(null);
    }

    /** Returns whether a program would see an event. */
    boolean isWatched(TracepointEvent event) {
        return requireNonNull(all.get(event)).isWatched()
                || requireNonNull(raw.get(event)).isWatched();
    }

    /** Returns how many programs see an event at its tracepoint. */
    int watching(TracepointEvent event) {
        return requireNonNull(all.get(event)).watching();
    }

    /**
     * Runs every attached program.
     *
     * @param fields writes the fields of the record
     * @param arguments of the raw tracepoint
     */
    void fire(
            TracepointEvent event,
            ProgramRunner runner,
            Environment environment,
            UnaryOperator<EventRecord> fields,
            long... arguments) {
        SimTracepoint tracepoint = requireNonNull(all.get(event));
        if (tracepoint.isWatched()) {
            tracepoint.fire(runner, environment, fields);
        }
        SimRawTracepoint rawTracepoint = requireNonNull(raw.get(event));
        if (rawTracepoint.isWatched()) {
            rawTracepoint.fire(runner, environment, arguments);
        }
    }

    /** Returns the text that names the fields of a tracepoint's record, as Linux 6.18 has it. */
    String format(Hook.Tracepoint hook) {
        return event(hook)
                .map(TracepointEvent::format)
                .orElseThrow(() -> new BpfException(
                        "read the fields of " + hook.describe(), Errno.ENOENT, absent(hook), nearest(hook)));
    }

    static String absent(Hook hook) {
        return "the simulated kernel has no " + hook.describe();
    }

    /** Returns which tracepoints can be used in place of one that there is not. */
    static String nearest(Hook.Tracepoint hook) {
        return nearest(hook.category() + "/" + hook.name(), TracepointEvent::path);
    }

    /** Returns which raw tracepoints can be used in place of one that there is not. */
    static String nearest(Hook.RawTracepoint hook) {
        return nearest(hook.name(), event -> event.hook().name());
    }

    private static String nearest(String wanted, Function<TracepointEvent, String> name) {
        var names = Arrays.stream(TracepointEvent.values()).map(name).toList();
        return "the nearest are " + String.join(", ", Nearest.of(wanted, names, NAMES_SHOWN))
                + "; others need --host kernel";
    }

    private static Optional<TracepointEvent> event(Hook.Tracepoint hook) {
        return Arrays.stream(TracepointEvent.values())
                .filter(event -> event.hook().equals(hook))
                .findFirst();
    }
}
