package dev.bpflab.sim;

/** A program attached to a tracepoint, until the last reference to the link is gone. */
final class LinkObject extends SimObject {
    private final SimTracepoint tracepoint;
    private final ProgramObject program;

    /** Names a link that is not attached yet. */
    LinkObject(int id, SimTracepoint tracepoint, ProgramObject program) {
        super(id);
        this.tracepoint = tracepoint;
        this.program = program;
    }

    ProgramObject program() {
        return program;
    }

    /** Keeps the program, to which the caller has a reference, until the link is freed. */
    void hold() {
        program.acquire();
    }

    @Override
    void free() {
        tracepoint.detach(this);
        program.release();
    }
}
