package dev.bpflab.sim;

import dev.bpflab.bpf.Errno;
import dev.bpflab.sim.machine.Environment;
import dev.bpflab.sim.verifier.ContextReach;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A static tracepoint: the programs that are attached, in order, all of which run at each event. */
final class SimTracepoint {
    /** BPF_TRACE_MAX_PROGS. */
    private static final int MAX_PROGRAMS = 64;

    private final int fieldsEnd;
    private final List<LinkObject> attached = new CopyOnWriteArrayList<>();

    /**
     * Creates a tracepoint to which nothing is attached.
     *
     * @param fieldsEnd where the fields of its record end, in bytes; text lies behind them
     */
    SimTracepoint(int fieldsEnd) {
        this.fieldsEnd = fieldsEnd;
    }

    /**
     * Returns 0, or a negated errno when the program reads behind the fields of the record, is attached already, or too
     * many are. From a success on, the link keeps its program.
     */
    synchronized int attach(LinkObject link) {
        ContextReach context = link.program().context();
        if (context.end() > fieldsEnd) {
            return Errno.EACCES.result();
        }
        if (context.before()) {
            throw new NotSimulated("attach the program", "what lies before a tracepoint's record, which it reads,");
        }
        if (attached.stream().anyMatch(other -> other.program() == link.program())) {
            return Errno.EEXIST.result();
        }
        if (attached.size() == MAX_PROGRAMS) {
            return Errno.E2BIG.result();
        }
        link.hold();
        attached.add(link);
        return 0;
    }

    synchronized void detach(LinkObject link) {
        attached.removeIf(other -> other == link);
    }

    /** Runs every attached program on a record; returns how one was stopped, or null when none was. */
    BareMachine.@Nullable Stopped fire(ProgramRunner runner, Environment environment, byte[] rawRecord) {
        BareMachine.Stopped stopped = null;
        for (LinkObject link : attached) {
            // A link that is being closed at this moment may or may not see the event, as in the kernel.
            if (link.acquire()) {
                try {
                    var outcome = runner.run(link.program(), environment, memory -> memory.context(rawRecord));
                    stopped = outcome instanceof BareMachine.Stopped now ? now : stopped;
                } finally {
                    link.release();
                }
            }
        }
        return stopped;
    }
}
