package dev.bpflab.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** A child process that we started and that stays in the process table, ended or not, until {@link #close()} reaps it. */
final class Child implements AutoCloseable {
    private static final int P_PID = 1;
    private static final int WNOHANG = 1;
    private static final int WEXITED = 4;
    private static final int WNOWAIT = 0x0100_0000;
    private static final int SIGINFO = 128;
    private static final int SI_CODE = 8;
    private static final int SI_STATUS = 24;
    private static final int CLD_EXITED = 1;

    /** What a shell adds to the number of the signal that killed a program. */
    private static final int BY_SIGNAL = 128;

    private static final int SIGKILL = 9;
    private static final short POLLIN = 1;
    private static final int POLL_FD = 8;

    private final int pid;
    private final int pidFd;
    private final NativeBuffer info = NativeBuffer.allocate(SIGINFO);
    private boolean reaped;

    Child(int pid) {
        this.pid = pid;
        // Not before Linux 5.3; without it we look again and again.
        this.pidFd = Libc.result(Libc.syscall(SystemCall.PIDFD_OPEN.number(), pid, 0, 0));
    }

    int pid() {
        return pid;
    }

    /** Waits up to so many milliseconds; returns whether the process has ended. */
    boolean awaitEnd(int milliseconds) {
        if (hasEnded()) {
            return true;
        }
        if (pidFd < 0) {
            LockSupport.parkNanos(1_000_000);
        } else {
            NativeBuffer poll = NativeBuffer.allocate(POLL_FD);
            poll.bytes().putInt(0, pidFd).putShort(4, POLLIN);
            NativeBuffer.holding(() -> Libc.poll(poll.address(), 1, milliseconds), poll);
        }
        return hasEnded();
    }

    private boolean hasEnded() {
        info.bytes().putInt(0, 0);
        int result = Libc.waitid(P_PID, pid, info.address(), WEXITED | WNOHANG | WNOWAIT);
        // An error means that somebody else has reaped it.
        return result != 0 || info.bytes().getInt(0) != 0;
    }

    /** Returns the command name that the kernel has for it, or the given one when it is gone. */
    String comm(String otherwise) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/comm")).stripTrailing();
        } catch (IOException e) {
            return otherwise;
        }
    }

    /** Kills the process if it still runs. */
    synchronized void kill() {
        // Not reaped yet, so the number cannot be another process's.
        if (!reaped) {
            Libc.kill(pid, SIGKILL);
        }
    }

    /** Kills the process if it still runs, and reaps it. */
    @Override
    public void close() {
        kill();
        synchronized (this) {
            if (!reaped) {
                Libc.waitid(P_PID, pid, info.address(), WEXITED);
                reaped = true;
                if (pidFd >= 0) {
                    Libc.close(pidFd);
                }
            }
        }
    }

    /** Returns, once it has ended, how it did, as a shell says it: its exit status, or 128 and the signal's number. */
    int status() {
        int status = info.bytes().getInt(SI_STATUS);
        return info.bytes().getInt(SI_CODE) == CLD_EXITED ? status : BY_SIGNAL + status;
    }
}
