package dev.bpflab.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The open descriptors of one process: numbers from 3, the lowest free one first. Each holds a reference. */
final class FdTable {
    /** 0, 1 and 2 are a process's standard streams: open, but nothing of bpf(2). */
    private static final int FIRST = 3;

    private final List<@Nullable SimObject> open = new ArrayList<>();

    /** Opens a descriptor, which takes over the caller's reference. */
    synchronized int open(SimObject object) {
        int index = open.indexOf(null);
        if (index < 0) {
            index = open.size();
            open.add(object);
        } else {
            open.set(index, object);
        }
        return index + FIRST;
    }

    /** Returns the object with a reference added that the caller must release, or null when nothing is open there. */
    synchronized @Nullable SimObject acquire(int fd) {
        SimObject object = get(fd);
        return object != null && object.acquire() ? object : null;
    }

    /** Returns whether a descriptor is open in the process, as a standard stream or here. */
    synchronized boolean isOpen(int fd) {
        return (fd >= 0 && fd < FIRST) || get(fd) != null;
    }

    /** Closes a descriptor; returns whether it was open here. */
    boolean close(int fd) {
        SimObject object;
        synchronized (this) {
            object = get(fd);
            if (object != null) {
                open.set(fd - FIRST, null);
            }
        }
        if (object != null) {
            object.release();
        }
        return object != null;
    }

    void closeAll() {
        List<SimObject> all;
        synchronized (this) {
            all = open.stream().filter(Objects::nonNull).toList();
            open.clear();
        }
        all.forEach(SimObject::release);
    }

    private @Nullable SimObject get(int fd) {
        int index = fd - FIRST;
        return fd >= FIRST && index < open.size() ? open.get(index) : null;
    }
}
