package dev.bpflab.kernel;

import dev.bpflab.bpf.Errno;
import java.nio.file.Path;

/** A file that is on no disk and goes with its descriptor (memfd_create(2)), for a program that we wrote. */
final class MemoryFile implements AutoCloseable {
    private static final int MFD_CLOEXEC = 1;
    /** Wanted since Linux 6.3, unknown before. */
    private static final int MFD_EXEC = 0x10;

    private final int fd;

    private MemoryFile(int fd) {
        this.fd = fd;
    }

    /** Makes a file of these bytes; its descriptor is a negated errno when that fails. */
    static MemoryFile of(String name, byte[] bytes) {
        int fd = create(name, MFD_CLOEXEC | MFD_EXEC);
        if (fd == Errno.EINVAL.result()) {
            fd = create(name, MFD_CLOEXEC);
        }
        MemoryFile file = new MemoryFile(fd);
        if (fd < 0) {
            return file;
        }
        NativeBuffer data = NativeBuffer.copyOf(bytes);
        int written = NativeBuffer.holding(() -> Libc.result(Libc.write(file.fd, data.address(), bytes.length)), data);
        if (written == bytes.length) {
            // Whoever reads it by its descriptor begins at the beginning.
            Libc.syscall(SystemCall.LSEEK.number(), file.fd, 0, 0);
            return file;
        }
        file.close();
        return new MemoryFile(written < 0 ? written : Errno.ENOSPC.result());
    }

    private static int create(String name, int flags) {
        NativeBuffer text = NativeBuffer.cString(name);
        return NativeBuffer.holding(
                () -> Libc.result(Libc.syscall(SystemCall.MEMFD_CREATE.number(), text.address(), flags, 0)), text);
    }

    int fd() {
        return fd;
    }

    /** Returns a path that stands for the file in this process and in a child up to its execve(2). */
    Path path() {
        return Path.of("/proc/self/fd/" + fd);
    }

    @Override
    public void close() {
        if (fd >= 0) {
            Libc.close(fd);
        }
    }
}
