package dev.bpflab.sim;

import dev.bpflab.bpf.Errno;
import dev.bpflab.isa.ContextFields;
import dev.bpflab.sim.machine.Environment;
import dev.bpflab.sim.verifier.ContextReach;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A static tracepoint: the programs that are attached, in order, all of which run at each event. */
final class SimTracepoint implements AttachPoint {
    /** BPF_TRACE_MAX_PROGS. */
    private static final int MAX_PROGRAMS = 64;

    /** Where the arguments of a system call lie in the record of sys_enter: its number was recorded, and not they. */
    private static final int CALL_ARGUMENTS = 16;

    private final TracepointEvent event;
    private @Nullable ContextFields fields;
    private final ProgramList programs = ProgramList.ofAtMost(MAX_PROGRAMS, Errno.E2BIG);

    /** Creates a tracepoint to which nothing is attached. */
    SimTracepoint(TracepointEvent event) {
        this.event = event;
    }

    /** Adds a link; -EACCES when its program reads behind the fields of the record. */
    @Override
    public int add(LinkObject link) {
        ContextReach context = link.program().context();
        if (context.end() > EventRecord.end(fields())) {
            return Errno.EACCES.result();
        }
        if (event == TracepointEvent.SYS_ENTER && context.end() > CALL_ARGUMENTS) {
            throw new NotSimulated("attach the program", "what a system call is given, which the program reads,");
        }
        if (context.before()) {
            throw new NotSimulated("attach the program", "what lies before a tracepoint's record, which it reads,");
        }
        return programs.add(link);
    }

    @Override
    public void remove(LinkObject link) {
        programs.remove(link);
    }

    /** Returns whether a program would see an event. */
    boolean isWatched() {
        return !programs.isEmpty();
    }

    /** Returns how many programs see an event. */
    int watching() {
        return programs.size();
    }

    /** Runs every attached program on a record whose fields are written by {@code writing}. */
    void fire(ProgramRunner runner, Environment environment, UnaryOperator<EventRecord> writing) {
        byte[] rawRecord = writing.apply(new EventRecord(fields())).bytes();
        programs.forEach(
                program -> runner.runAt(event.path(), program, environment, memory -> memory.context(rawRecord)));
    }

    /** Reads them when a program is first attached: most workbenches use few tracepoints or none. */
    private synchronized ContextFields fields() {
        if (fields == null) {
            fields = event.fields();
        }
        return fields;
    }
}
