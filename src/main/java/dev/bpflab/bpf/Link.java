package dev.bpflab.bpf;

import java.util.Optional;

/** A program attached to a hook; {@link #close()} detaches it. */
public final class Link extends BpfObject {
    private final BpfProgram program;
    private final Hook hook;
    private volatile boolean detached;

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

    /** Returns what the kernel knows of it; empty for a socket's filter, of which bpf(2) knows nothing. */
    public Optional<LinkInfo> info() {
        return whileOpen(
                () -> "look at " + hook.describe(),
                fd -> Optional.ofNullable(workspace().host().linkInfo(fd)));
    }

    /**
     * Detaches the program but keeps the link, as bpf(2) can with links at interfaces; a second time does nothing.
     *
     * @throws BpfException ENOTSUP for a link at a tracepoint or a clock, EINVAL for a socket's filter, EBADF when it is
     *     closed
     */
    public void detach() {
        String operation = "detach from " + hook.describe();
        int result = whileOpen(() -> operation, workspace().host()::detach);
        if (result < 0) {
            throw ProgramFailures.ofLink(operation, Errno.ofResult(result));
        }
        markDetached();
    }

    void markDetached() {
        detached = true;
    }

    boolean isDetached() {
        return detached;
    }

    @Override
    public String toString() {
        String where = (detached ? " detached from " : " at ") + hook.describe();
        return "link: program " + program.id() + where + closedMark();
    }
}
