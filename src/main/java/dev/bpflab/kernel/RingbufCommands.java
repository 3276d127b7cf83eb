package dev.bpflab.kernel;

import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.MapType;
import dev.bpflab.bpf.ObjectKind;
import dev.bpflab.bpf.RecordOutcome;
import dev.bpflab.bpf.RingbufPositions;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Consumes ring buffers by mmap(2) and poll(2). What is mapped belongs to the descriptor and ends with its last user. */
final class RingbufCommands {
    private static final short POLLIN = 1;
    private static final int POLL_FD = 8;

    /** How long to wait before looking whether the thread was interrupted or the descriptor closed. */
    private static final long SLICE_MILLIS = 20;

    private final DescriptorTable table;

    RingbufCommands(DescriptorTable table) {
        this.table = table;
    }

    int poll(int fd, int milliseconds) {
        Descriptor map = table.acquire(fd, ObjectKind.MAP);
        if (map == null) {
            return table.refusal(fd, ObjectKind.MAP);
        }
        try {
            return isRingbuf(map) ? poll(map, milliseconds) : Errno.EINVAL.result();
        } finally {
            map.release();
        }
    }

    private static int poll(Descriptor map, int milliseconds) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Math.max(0, milliseconds));
        while (true) {
            if (Thread.currentThread().isInterrupted()) {
                return Errno.EINTR.result();
            }
            long left = TimeUnit.NANOSECONDS.toMillis(Math.max(0, end - System.nanoTime()) + 999_999);
            int ready = pollOnce(map.fd(), (int) Math.min(left, SLICE_MILLIS));
            if (ready != 0 || left == 0) {
                return ready;
            }
            if (map.isClosed()) {
                return Errno.EBADF.result();
            }
        }
    }

    /** Returns 1 when there is something, 0 when not, or a negated errno; a signal is as good as the end of the time. */
    private static int pollOnce(int fd, int milliseconds) {
        NativeBuffer poll = Scratch.ofThread().value(POLL_FD);
        poll.bytes().putInt(0, fd).putShort(4, POLLIN).putShort(6, (short) 0);
        int result = Libc.result(Libc.poll(poll.address(), 1, milliseconds));
        if (result == Errno.EINTR.result()) {
            return 0;
        }
        return result <= 0 ? result : poll.bytes().getShort(6) & POLLIN;
    }

    RecordOutcome take(int fd) {
        Descriptor map = table.acquire(fd, ObjectKind.MAP);
        if (map == null) {
            return RecordOutcome.failed(table.refusal(fd, ObjectKind.MAP));
        }
        try {
            return isRingbuf(map) ? map.ringbuf().take() : RecordOutcome.failed(Errno.EINVAL.result());
        } catch (RingbufMapping.Refused e) {
            return RecordOutcome.failed(e.result());
        } finally {
            map.release();
        }
    }

    @Nullable
    RingbufPositions positions(int fd) {
        Descriptor map = table.acquire(fd, ObjectKind.MAP);
        if (map == null) {
            return null;
        }
        try {
            return isRingbuf(map) ? map.ringbuf().positions() : null;
        } catch (RingbufMapping.Refused e) {
            return null;
        } finally {
            map.release();
        }
    }

    private static boolean isRingbuf(Descriptor map) {
        return map.type() == MapType.RINGBUF.number();
    }
}
