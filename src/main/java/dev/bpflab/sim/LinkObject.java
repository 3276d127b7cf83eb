package dev.bpflab.sim;

import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.LinkInfo;
import dev.bpflab.bpf.LinkTarget;
import dev.bpflab.bpf.ObjectKind;
import java.util.concurrent.atomic.AtomicBoolean;

/** A program at a place, until the last reference to the link is gone or it is detached. */
final class LinkObject extends SimObject {
    /** What bpf(2) calls the link ({@code enum bpf_link_type}), and what it can do. */
    enum Kind {
        /** A socket that keeps its filter: a descriptor too, but no link for bpf(2). */
        SOCKET(0, false),
        RAW_TRACEPOINT(1, false),
        XDP(6, true),
        PERF_EVENT(7, false),
        TCX(11, true);

        private final int number;
        private final boolean detaches;

        Kind(int number, boolean detaches) {
            this.number = number;
            this.detaches = detaches;
        }
    }

    private final Kind kind;
    private final AttachPoint point;
    private final String target;
    private final ProgramObject program;
    private final AtomicBoolean attached = new AtomicBoolean();

    private LinkObject(SimKernel kernel, Kind kind, AttachPoint point, String target, ProgramObject program) {
        super(ObjectKind.LINK, kernel, kind != Kind.SOCKET);
        this.kind = kind;
        this.point = point;
        this.target = target;
        this.program = program;
    }

    /**
     * Attaches a program, to which the caller has a reference and the link takes one of its own.
     *
     * @param target what is told of the place
     * @return a descriptor, or a negated errno when the place does not take the program
     */
    static int open(SimKernel kernel, FdTable fds, Kind kind, AttachPoint point, String target, ProgramObject program) {
        LinkObject link = new LinkObject(kernel, kind, point, target, program);
        int result = point.add(link);
        if (result < 0) {
            return result;
        }
        program.acquire();
        link.attached.set(true);
        link.publish();
        return fds.open(link, 0);
    }

    ProgramObject program() {
        return program;
    }

    LinkInfo info() {
        return new LinkInfo(id(), kind.number, program.id(), attached.get() ? target : LinkTarget.NOWHERE);
    }

    /** Detaches the program, which the link still keeps; returns 0 or a negated errno. */
    int detach() {
        if (!kind.detaches) {
            return Errno.ENOTSUP.result();
        }
        if (attached.compareAndSet(true, false)) {
            point.remove(this);
        }
        return 0;
    }

    @Override
    void free() {
        if (attached.compareAndSet(true, false)) {
            point.remove(this);
        }
        program.release();
    }
}
