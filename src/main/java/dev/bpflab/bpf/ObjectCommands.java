package dev.bpflab.bpf;

import org.jspecify.annotations.Nullable;

/**
 * The commands of bpf(2) that go from one name of a map, program or link to another: descriptors, ids and pins. Ids are the
 * numbers that tools show; the object lives while a descriptor, a pin or another object refers to it, an id does not keep
 * it.
 */
public interface ObjectCommands {
    /**
     * Makes a map constant for userspace, for good and through every descriptor (BPF_MAP_FREEZE, Linux 5.2); programs may
     * still write. Returns 0, -EPERM when it is frozen already or the descriptor is read-only, -EBUSY while somebody writes
     * to it or has it mapped.
     */
    int freeze(int mapFd);

    /** Returns the lowest id behind this one, 0 to begin (BPF_MAP_GET_NEXT_ID and so on); -ENOENT at the end. */
    int nextId(ObjectKind kind, int id);

    /**
     * Opens what has an id (BPF_MAP_GET_FD_BY_ID and so on); returns a new descriptor, or -ENOENT when nothing has it.
     *
     * @param flags for maps the bits of {@link MapFlag#RDONLY} or {@link MapFlag#WRONLY}; otherwise 0
     */
    int openById(ObjectKind kind, int id, int flags);

    /**
     * Gives an object a path in a BPF file system (BPF_OBJ_PIN), which keeps it until {@link #unpin}. Returns 0; -ENOENT
     * when the directory does not exist, -EPERM when it lies in another file system or the name has a dot in it, -EEXIST
     * when the path is taken, -EINVAL when the descriptor is none.
     */
    int pin(int fd, String path);

    /**
     * Opens what is pinned at a path (BPF_OBJ_GET); -ENOENT when nothing is, -EACCES when it is no pin.
     *
     * @param flags as for {@link #openById}
     */
    Opened openPinned(String path, int flags);

    /**
     * Takes a pin away (unlink(2)), and nothing that is not in a BPF file system: -EPERM. The object lives on while
     * something else refers to it.
     */
    int unpin(String path);

    /** Returns a second descriptor of what this one stands for, with the same rights ({@code F_DUPFD_CLOEXEC}); -EBADF. */
    int duplicate(int fd);

    /**
     * What came of opening a pin.
     *
     * @param fd a new descriptor, or a negated errno
     * @param kind what it stands for; null when it failed
     */
    record Opened(int fd, @Nullable ObjectKind kind) {
        /** Returns the failure of this negated errno. */
        public static Opened failed(int result) {
            return new Opened(result, null);
        }
    }
}
