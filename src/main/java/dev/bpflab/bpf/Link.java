package dev.bpflab.bpf;

/** A program attached to a hook; {@link #close()} detaches it. */
public final class Link extends BpfObject {
    private final BpfProgram program;
    private final Hook hook;

    Link(Workspace workspace, BpfProgram program, Hook hook, int fd) {
        super(workspace, ObjectKind.LINK, fd);
        this.program = program;
        this.hook = hook;
    }

    /** Returns the attached program. */
    public BpfProgram program() {
        return program;
    }

    /** Returns where it is attached. */
    public Hook hook() {
        return hook;
    }

    @Override
    public String toString() {
        return "link: program " + program.id() + " at " + hook.describe() + closedMark();
    }
}
