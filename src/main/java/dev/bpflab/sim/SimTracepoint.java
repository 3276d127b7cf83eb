package dev.bpflab.sim;

import dev.bpflab.bpf.Errno;
import dev.bpflab.sim.machine.Environment;
import dev.bpflab.sim.verifier.ContextReach;

/** A static tracepoint: the programs that are attached, in order, all of which run at each event. */
final class SimTracepoint implements AttachPoint {
    /** BPF_TRACE_MAX_PROGS. */
    private static final int MAX_PROGRAMS = 64;

    private final String name;
    private final int fieldsEnd;
    private final ProgramList programs = ProgramList.ofAtMost(MAX_PROGRAMS, Errno.E2BIG);

    /**
     * Creates a tracepoint to which nothing is attached.
     *
     * @param fieldsEnd where the fields of its record end, in bytes; text lies behind them
     */
    SimTracepoint(String name, int fieldsEnd) {
        this.name = name;
        this.fieldsEnd = fieldsEnd;
    }

    /** Adds a link; -EACCES when its program reads behind the fields of the record. */
    @Override
    public int add(LinkObject link) {
        ContextReach context = link.program().context();
        if (context.end() > fieldsEnd) {
            return Errno.EACCES.result();
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

    /** Runs every attached program on a record. */
    void fire(ProgramRunner runner, Environment environment, byte[] rawRecord) {
        programs.forEach(program -> runner.runAt(name, program, environment, memory -> memory.context(rawRecord)));
    }
}
