package dev.bpflab.sim;

import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.ObjectCommands;
import dev.bpflab.bpf.ObjectKind;

/** The commands of bpf(2) on descriptors, ids and pins; the checks in the kernel's order. */
final class ObjectCalls implements ObjectCommands {
    private final SimKernel kernel;
    private final FdTable fds;
    private final MapCalls maps;

    ObjectCalls(SimKernel kernel, FdTable fds, MapCalls maps) {
        this.kernel = kernel;
        this.fds = fds;
        this.maps = maps;
    }

    @Override
    public int freeze(int mapFd) {
        return maps.freeze(mapFd);
    }

    @Override
    public int nextId(ObjectKind kind, int id) {
        return fds.isClosed() ? Errno.EBADF.result() : kernel.ids(kind).after(id);
    }

    @Override
    public int openById(ObjectKind kind, int id, int flags) {
        if (kind == ObjectKind.MAP ? !MapCalls.areDescriptorFlags(flags) : flags != 0) {
            return Errno.EINVAL.result();
        }
        SimObject object = kernel.ids(kind).acquire(id);
        return object == null ? Errno.ENOENT.result() : fds.open(object, flags);
    }

    @Override
    public int pin(int fd, String path) {
        SimObject object = fds.acquire(fd);
        if (object == null) {
            return Errno.EINVAL.result();
        }
        try {
            return object.hasId() ? kernel.bpfFs().pin(object, path) : Errno.EINVAL.result();
        } finally {
            object.release();
        }
    }

    @Override
    public Opened openPinned(String path, int flags) {
        if (fds.isClosed()) {
            return Opened.failed(Errno.EBADF.result());
        }
        if (!MapCalls.areDescriptorFlags(flags)) {
            return Opened.failed(Errno.EINVAL.result());
        }
        SimObject object = kernel.bpfFs().acquire(path);
        if (object == null) {
            return Opened.failed(kernel.bpfFs().refusal(path));
        }
        if (object.kind() == ObjectKind.LINK && flags != 0) {
            object.release();
            return Opened.failed(Errno.EINVAL.result());
        }
        int fd = fds.open(object, flags);
        return fd < 0 ? Opened.failed(fd) : new Opened(fd, object.kind());
    }

    @Override
    public int unpin(String path) {
        return fds.isClosed() ? Errno.EBADF.result() : kernel.bpfFs().unpin(path);
    }

    @Override
    public int duplicate(int fd) {
        FdTable.Handle handle = fds.acquireHandle(fd);
        return handle == null ? Errno.EBADF.result() : fds.open(handle.object(), handle.flags());
    }
}
