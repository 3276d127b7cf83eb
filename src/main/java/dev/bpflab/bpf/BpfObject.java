package dev.bpflab.bpf;

import java.lang.ref.Reference;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Something of the host that is open in a workspace: a descriptor that is given back once, by {@link #close()}. */
public abstract sealed class BpfObject implements AutoCloseable permits BpfMap, BpfProgram, Link {
    private final Workspace workspace;
    private final ObjectKind kind;
    private final int fd;
    private final AtomicBoolean closed = new AtomicBoolean();

    BpfObject(Workspace workspace, ObjectKind kind, int fd) {
        this.workspace = workspace;
        this.kind = kind;
        this.fd = fd;
    }

    /** Returns whether {@link #close()} was called. */
    public final boolean isClosed() {
        return closed.get();
    }

    /** Gives the descriptor back; a second call does nothing. The host keeps what other descriptors, programs or pins refer to. */
    @Override
    public final void close() {
        if (closed.compareAndSet(false, true)) {
            workspace.forget(this);
            workspace.host().close(fd);
        }
    }

    /**
     * Returns the host's descriptor, by which maps of maps and of programs take this as a value:
     * {@code mapUpdate(programs, u32(1), u32(program.fd()))}. EBADF when this is closed.
     */
    public final int fd() {
        return fdIn(workspace, "take the descriptor");
    }

    /** Returns the number that the descriptor has, or had when this is closed: what it stands for now may be another thing. */
    public final int number() {
        return fd;
    }

    final Workspace workspace() {
        return workspace;
    }

    /** Returns the host's descriptor; EBADF when this is closed or belongs to another workspace. */
    final int fdIn(Workspace asking, String operation) {
        if (isClosed()) {
            throw kind.closed(operation);
        }
        if (asking != workspace) {
            throw kind.ofAnotherWorkspace(operation);
        }
        return fd;
    }

    /** Returns what a call on the descriptor returns; EBADF when this is closed. */
    final <T> T whileOpen(Supplier<String> operation, IntFunction<T> call) {
        if (isClosed()) {
            throw kind.closed(operation.get());
        }
        try {
            return call.apply(fd);
        } finally {
            // Otherwise it could be collected, and so closed, while the call is under way.
            Reference.reachabilityFence(this);
        }
    }

    /**
     * Pins this at a path of a BPF file system, such as {@code /sys/fs/bpf/counts}: it lives on when everything else that
     * refers to it is closed, on the live kernel also behind the end of this process, until the path is unpinned.
     */
    public final void pin(String path) {
        String operation = "pin " + kind.word() + " at " + path;
        int result = whileOpen(() -> operation, descriptor -> workspace.host().pin(descriptor, path));
        if (result < 0) {
            throw PinFailures.of(operation, PinFailures.Use.PIN, path, Errno.ofResult(result));
        }
    }

    /** Returns what a description ends with. */
    final String closedMark() {
        return isClosed() ? ", closed" : "";
    }
}
