package dev.bpflab.sim;

import dev.bpflab.bpf.AttachOutcome;
import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.Hook;
import dev.bpflab.bpf.LinkInfo;
import org.jspecify.annotations.Nullable;

/** The link commands of bpf(2), and whatever else attaches programs. */
final class LinkCalls {
    private final SimKernel kernel;
    private final FdTable fds;

    LinkCalls(SimKernel kernel, FdTable fds) {
        this.kernel = kernel;
        this.fds = fds;
    }

    AttachOutcome attach(int fd, Hook hook) {
        SimObject object = fds.acquire(fd);
        try {
            if (!(object instanceof ProgramObject program)) {
                Errno errno = object != null ? Errno.EINVAL : Errno.EBADF;
                return AttachOutcome.failed(errno, "the descriptor is no open program", "load it again");
            }
            return hook.accept(new Attaching(kernel, fds, program));
        } finally {
            if (object != null) {
                object.release();
            }
        }
    }

    @Nullable
    LinkInfo info(int fd) {
        SimObject object = fds.acquire(fd);
        try {
            return object instanceof LinkObject link && link.hasId() ? link.info() : null;
        } finally {
            if (object != null) {
                object.release();
            }
        }
    }

    int detach(int fd) {
        SimObject object = fds.acquire(fd);
        try {
            if (object == null) {
                return Errno.EBADF.result();
            }
            return object instanceof LinkObject link && link.hasId() ? link.detach() : Errno.EINVAL.result();
        } finally {
            if (object != null) {
                object.release();
            }
        }
    }
}
