package dev.bpflab.bpf;

import java.util.concurrent.atomic.AtomicBoolean;

/** A loaded program: verified, referring to its maps, ready to be attached. Closed with {@link #close()}. */
public final class BpfProgram implements AutoCloseable {
    private final Workspace workspace;
    private final ProgramSpec spec;
    private final int fd;
    private final int id;
    private final VerifierLog log;
    private final AtomicBoolean closed = new AtomicBoolean();

    BpfProgram(Workspace workspace, ProgramSpec spec, int fd, VerifierLog log) {
        this.workspace = workspace;
        this.spec = spec;
        this.fd = fd;
        this.id = workspace.host().programId(fd);
        this.log = log;
    }

    /** Returns the blueprint that the program was loaded from. */
    public ProgramSpec spec() {
        return spec;
    }

    /** Returns the number that tools such as bpftool show. */
    public int id() {
        return id;
    }

    /** Returns what the verifier wrote. */
    public VerifierLog log() {
        return log;
    }

    /** Returns whether {@link #close()} was called. */
    public boolean isClosed() {
        return closed.get();
    }

    int fdIn(Workspace asking, String operation) {
        if (isClosed()) {
            throw new BpfException(operation, Errno.EBADF, "the program is closed", "load it again");
        }
        if (asking != workspace) {
            throw new BpfException(
                    operation, Errno.EBADF, "the program belongs to another workspace", "load it in this one");
        }
        return fd;
    }

    /** Closes the descriptor; an attached program runs on until its link is closed. A second call does nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            workspace.forget(this);
            workspace.host().close(fd);
        }
    }

    @Override
    public String toString() {
        return "program " + id + (spec.name().isEmpty() ? "" : " '" + spec.name() + "'") + ": "
                + spec.type().kernelName() + ", " + spec.program().slots() + " instructions"
                + (isClosed() ? ", closed" : "");
    }
}
