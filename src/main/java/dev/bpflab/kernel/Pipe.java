package dev.bpflab.kernel;

import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.Errno;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A pipe of which one end is for a child, and the other for us. Neither is inherited by anybody who is not given it. */
final class Pipe implements AutoCloseable {
    private static final int O_CLOEXEC = 0x8_0000;
    private static final int F_DUPFD_CLOEXEC = 1030;

    /** Above the descriptors that a child begins with, so that none is overwritten while these are put in place. */
    private static final int FIRST = 10;

    private int readEnd;
    private int writeEnd;

    Pipe(String operation) {
        NativeBuffer ends = NativeBuffer.allocate(2 * Integer.BYTES);
        int result = NativeBuffer.holding(
                () -> Libc.result(Libc.syscall(SystemCall.PIPE2.number(), ends.address(), O_CLOEXEC, 0)), ends);
        if (result < 0) {
            Errno errno = Errno.ofResult(result);
            throw new BpfException(operation, errno, "pipe2(2): " + errno.text(), "raise the limit of open files");
        }
        this.readEnd = above(ends.bytes().getInt(0));
        this.writeEnd = above(ends.bytes().getInt(Integer.BYTES));
    }

    private static int above(int fd) {
        if (fd >= FIRST) {
            return fd;
        }
        int higher = Libc.result(Libc.fcntl(fd, F_DUPFD_CLOEXEC, FIRST));
        Libc.close(fd);
        return higher;
    }

    int readEnd() {
        return readEnd;
    }

    int writeEnd() {
        return writeEnd;
    }

    /** Opens our end for reading; like {@link #writer()}, before the pipe is closed. */
    InputStream reader() throws IOException {
        return new FileInputStream("/proc/self/fd/" + readEnd);
    }

    OutputStream writer() throws IOException {
        return new FileOutputStream("/proc/self/fd/" + writeEnd);
    }

    /** Closes both descriptors; the streams stay open. */
    @Override
    public void close() {
        for (int fd : new int[] {readEnd, writeEnd}) {
            if (fd >= 0) {
                Libc.close(fd);
            }
        }
        readEnd = -1;
        writeEnd = -1;
    }
}
