package dev.bpflab.kernel;

import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.ObjectKind;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is open, by file descriptor. Reading takes no lock, because every lookup in a map does it; writing copies the
 * table, because opening and closing is rare.
 */
final class DescriptorTable {
    private volatile @Nullable Descriptor[] byFd = new @Nullable Descriptor[64];
    private boolean closed;

    /**
     * Returns an open descriptor with a call counted in, to be released after it; null for a number that is not open
     * here, or stands for something else.
     */
    @Nullable
    Descriptor acquire(int fd, ObjectKind kind) {
        Descriptor descriptor = at(fd);
        return descriptor != null && descriptor.is(kind) && descriptor.acquire() ? descriptor : null;
    }

    /** Returns an open descriptor of any kind with a call counted in, or null for a number that is not open here. */
    @Nullable
    Descriptor acquire(int fd) {
        Descriptor descriptor = at(fd);
        return descriptor != null && descriptor.acquire() ? descriptor : null;
    }

    /** Returns what the kernel says to a number that {@link #acquire} does not take. */
    int refusal(int fd, ObjectKind wanted) {
        // A number that was just closed may already stand for a new descriptor of the kind that was wanted.
        Descriptor descriptor = at(fd);
        return descriptor == null || descriptor.is(wanted) ? Errno.EBADF.result() : Errno.EINVAL.result();
    }

    private @Nullable Descriptor at(int fd) {
        @Nullable Descriptor[] table = byFd;
        return fd < 0 || fd >= table.length ? null : table[fd];
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Adds a descriptor; false, and the file is closed, when the table is closed already. */
    synchronized boolean add(Descriptor descriptor) {
        if (closed) {
            descriptor.close();
            return false;
        }
        int fd = descriptor.fd();
        @Nullable Descriptor[] copy = Arrays.copyOf(byFd, Math.max(byFd.length, Integer.highestOneBit(fd + 1) * 2));
        copy[fd] = descriptor;
        byFd = copy;
        return true;
    }

    /** Closes a descriptor; false for a number that is not open here. */
    synchronized boolean close(int fd) {
        Descriptor descriptor = at(fd);
        if (descriptor == null) {
            return false;
        }
        // Out of the table before the number is free: another file may have it at once.
        @Nullable Descriptor[] copy = byFd.clone();
        copy[fd] = null;
        byFd = copy;
        return descriptor.close();
    }

    /** Closes everything, links first, then programs, then maps, and takes nothing any more. */
    synchronized void close() {
        closed = true;
        List<Descriptor> open = Stream.of(byFd).filter(Objects::nonNull).toList();
        byFd = new @Nullable Descriptor[0];
        for (ObjectKind kind : List.of(ObjectKind.LINK, ObjectKind.PROGRAM, ObjectKind.MAP)) {
            open.stream().filter(descriptor -> descriptor.is(kind)).forEach(Descriptor::close);
        }
    }
}
