package dev.bpflab.sim;

import dev.bpflab.bpf.Hook;
import dev.bpflab.isa.ContextFields;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The events of the simulated kernel to which programs can be attached: each at a tracepoint, with a record laid out as
 * Linux 6.18 does, and at the raw tracepoint of the same name, with the event's arguments.
 */
enum TracepointEvent {
    PROCESS_FORK("sched", "sched_process_fork", "parent, child"),
    PROCESS_EXEC("sched", "sched_process_exec", "task, old_pid, bprm"),
    PROCESS_EXIT("sched", "sched_process_exit", "task, group_dead"),
    SWITCH("sched", "sched_switch", "preempt, prev, next, prev_state"),
    RSS_STAT("kmem", "rss_stat", "mm, member"),
    SYS_ENTER("raw_syscalls", "sys_enter", "regs, id"),
    SYS_EXIT("raw_syscalls", "sys_exit", "regs, ret");

    private final String category;
    private final String tracepoint;
    private final int arguments;

    /** Creates an event whose raw tracepoint has the arguments of this list. */
    TracepointEvent(String category, String name, String arguments) {
        this.category = category;
        this.tracepoint = name;
        this.arguments = arguments.split(", ", -1).length;
    }

    Hook.Tracepoint hook() {
        return new Hook.Tracepoint(category, tracepoint);
    }

    /** Returns the tracepoint as perf(1) writes it, such as {@code sched/sched_switch}. */
    String path() {
        return category + "/" + tracepoint;
    }

    /** Returns how many arguments the raw tracepoint has. */
    int arguments() {
        return arguments;
    }

    /** Returns the text that names the fields of the record, as Linux 6.18 has it. */
    String format() {
        String resource = "events/" + path();
        try (InputStream text = Objects.requireNonNull(TracepointEvent.class.getResourceAsStream(resource), resource)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the fields of the record. */
    ContextFields fields() {
        return ContextFields.parse(path(), format());
    }
}
