package dev.bpflab.sim;

/** A program attached to a tracepoint, until the last reference to the link is gone. */
final class LinkObject extends SimObject {
    private final SimTracepoint tracepoint;
    private final ProgramObject program;

    /** Takes over the caller's reference to the program. */
    LinkObject(int id, SimTracepoint tracepoint, ProgramObject program) {
        super(id);
        this.tracepoint = tracepoint;
        this.program = program;
    }

    ProgramObject program() {
        return program;
    }

    @Override
    void free() {
        tracepoint.detach(this);
        program.release();
    }
}
