package dev.bpflab.sim;

import dev.bpflab.bpf.Errno;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The descriptors of one process: numbers from 3, the lowest free one first. Each holds a reference. */
final class FdTable {
    /** What is open at a number, and what of {@code map_flags} belongs to the descriptor and not to the map. */
    record Handle(SimObject object, int flags) {}

    private static final int FIRST = 3;

    private final List<@Nullable Handle> open = new ArrayList<>();
    private boolean closed;

    /** Opens a descriptor, which takes over the caller's reference; -EBADF when the table is closed for good. */
    int open(SimObject object, int flags) {
        synchronized (this) {
            if (!closed) {
                int index = open.indexOf(null);
                if (index < 0) {
                    index = open.size();
                    open.add(null);
                }
                open.set(index, new Handle(object, flags));
                return index + FIRST;
            }
        }
        object.release();
        return Errno.EBADF.result();
    }

    /** Returns what is open with a reference added that the caller must release, or null when nothing is. */
    synchronized @Nullable Handle acquireHandle(int fd) {
        Handle handle = get(fd);
        return handle != null && handle.object().acquire() ? handle : null;
    }

    /** Returns the object that is open with a reference added that the caller must release, or null when none is. */
    @Nullable
    SimObject acquire(int fd) {
        Handle handle = acquireHandle(fd);
        return handle == null ? null : handle.object();
    }

    synchronized boolean isOpen(int fd) {
        return get(fd) != null;
    }

    /** Returns whether a descriptor stands for this object. */
    synchronized boolean isOpen(int fd, @Nullable SimObject object) {
        Handle handle = get(fd);
        return handle != null && handle.object() == object;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Closes a descriptor; returns whether it was open. */
    boolean close(int fd) {
        Handle handle;
        synchronized (this) {
            handle = get(fd);
            if (handle != null) {
                open.set(fd - FIRST, null);
            }
        }
        if (handle != null) {
            handle.object().release();
        }
        return handle != null;
    }

    /** Closes all descriptors and takes no more. */
    void closeAll() {
        List<Handle> all;
        synchronized (this) {
            closed = true;
            all = open.stream().filter(Objects::nonNull).toList();
            open.clear();
        }
        all.forEach(handle -> handle.object().release());
    }

    private @Nullable Handle get(int fd) {
        int index = fd - FIRST;
        return fd >= FIRST && index < open.size() ? open.get(index) : null;
    }
}
