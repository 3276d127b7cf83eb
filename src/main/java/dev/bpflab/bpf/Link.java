package dev.bpflab.bpf;

import java.util.concurrent.atomic.AtomicBoolean;

/** A program attached to a hook; {@link #close()} detaches it. */
public final class Link implements AutoCloseable {
    private final Workspace workspace;
    private final BpfProgram program;
    private final Hook hook;
    private final int fd;
    private final AtomicBoolean closed = new AtomicBoolean();

    Link(Workspace workspace, BpfProgram program, Hook hook, int fd) {
        this.workspace = workspace;
        this.program = program;
        this.hook = hook;
        this.fd = fd;
    }

    /** Returns the attached program. */
    public BpfProgram program() {
        return program;
    }

    /** Returns where it is attached. */
    public Hook hook() {
        return hook;
    }

    /** Returns whether {@link #close()} was called. */
    public boolean isClosed() {
        return closed.get();
    }

    /** Detaches the program; a second call does nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            workspace.forget(this);
            workspace.host().close(fd);
        }
    }

    @Override
    public String toString() {
        return "link: program " + program.id() + " at " + hook.describe() + (isClosed() ? ", closed" : "");
    }
}
