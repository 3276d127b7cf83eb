package dev.bpflab.kernel;

import com.sun.jna.Native;

/**
 * The functions of the C library that we call, by JNA's direct mapping: primitives and addresses only. Loading this class
 * loads JNA's native part, so it must not happen on a system that is not Linux.
 */
final class Libc {
    static {
        Native.register(Libc.class, "c");
    }

    private Libc() {}

    static native long syscall(long number, long a, long b, long c);

    static native long syscall(long number, long a, long b, long c, long d, long e);

    static native long syscall(long number, long a, long b, long c, long d, long e, long f);

    static native int close(int fd);

    static native int open(long path, int flags);

    static native int geteuid();

    static native int getpwuid_r(int uid, long entry, long text, long length, long result);

    static native long mmap(long address, long length, int protection, int flags, int fd, long offset);

    static native int munmap(long address, long length);

    static native long sysconf(int name);

    static native int fcntl(int fd, int command, long argument);

    static native int statfs(long path, long into);

    static native int unlink(long path);

    static native int mount(long source, long target, long type, long flags, long data);

    static native int ioctl(int fd, long request, long argument);

    static native int posix_spawn(long pid, long path, long actions, long attributes, long arguments, long environment);

    static native int posix_spawn_file_actions_init(long actions);

    static native int posix_spawn_file_actions_addopen(long actions, int fd, long path, int flags, int mode);

    static native int posix_spawn_file_actions_destroy(long actions);

    static native int posix_spawnattr_init(long attributes);

    static native int posix_spawnattr_setflags(long attributes, short flags);

    static native int posix_spawnattr_setsigmask(long attributes, long mask);

    static native int posix_spawnattr_destroy(long attributes);

    static native int waitid(int idType, int id, long info, int options);

    static native int poll(long descriptors, long count, int milliseconds);

    static native int sched_setaffinity(int pid, long size, long mask);

    static native int kill(int pid, int signal);

    static native int unshare(int flags);

    static native int sched_getaffinity(int pid, long size, long mask);

    static native int socket(int family, int type, int protocol);

    static native long write(int fd, long data, long length);

    static native int bind(int fd, long address, int size);

    static native int setsockopt(int fd, int level, int option, long value, int size);

    static native long sendto(int fd, long data, long length, int flags, long address, int size);

    static native long recvfrom(int fd, long data, long length, int flags, long address, long size);

    static native long recv(int fd, long data, long length, int flags);

    /** Returns a call's result, or the negated errno when it is -1. */
    static int result(long returned) {
        // JNA keeps each thread's errno of its last native call, taken before anything else could run on the thread.
        return returned == -1 ? -Native.getLastError() : (int) returned;
    }
}
