package dev.bpflab.sim;

import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.RecordOutcome;
import dev.bpflab.bpf.RingbufPositions;
import dev.bpflab.sim.map.SimRingbufMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What userspace does with a ring buffer that it has mapped into its memory: wait, take records, look at the positions. */
final class RingbufCalls {
    /** How long to wait before looking whether the descriptor was closed. */
    private static final long SLICE_MILLIS = 20;

    private final FdTable fds;

    RingbufCalls(FdTable fds) {
        this.fds = fds;
    }

    int poll(int fd, int milliseconds) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Math.max(0, milliseconds));
        try (Held held = acquire(fd)) {
            if (held.ring == null) {
                return held.refusal();
            }
            while (true) {
                long left = TimeUnit.NANOSECONDS.toMillis(Math.max(0, end - System.nanoTime()) + 999_999);
                int ready = await(held.ring, Math.min(left, SLICE_MILLIS));
                if (ready != 0 || left == 0) {
                    return ready;
                }
                if (!fds.isOpen(fd, held.object)) {
                    return Errno.EBADF.result();
                }
            }
        }
    }

    private static int await(SimRingbufMap ring, long milliseconds) {
        try {
            if (Thread.currentThread().isInterrupted()) {
                return Errno.EINTR.result();
            }
            return ring.await(milliseconds) ? 1 : 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Errno.EINTR.result();
        }
    }

    RecordOutcome take(int fd) {
        try (Held held = acquire(fd)) {
            byte[] record = held.ring == null ? null : held.ring.take();
            if (record != null) {
                return RecordOutcome.of(record);
            }
            return held.ring == null ? RecordOutcome.failed(held.refusal()) : RecordOutcome.NONE;
        }
    }

    @Nullable
    RingbufPositions positions(int fd) {
        try (Held held = acquire(fd)) {
            return held.ring == null ? null : held.ring.positions();
        }
    }

    private Held acquire(int fd) {
        SimObject object = fds.acquire(fd);
        if (!(object instanceof MapObject map) || !(map.map() instanceof SimRingbufMap ring)) {
            return new Held(object, null, Errno.EINVAL);
        }
        return map.mapToConsume() ? new Held(object, ring, Errno.EINVAL) : new Held(object, null, Errno.EPERM);
    }

    /** What is open at a descriptor, kept while it is used; {@code ring} is null when it cannot be consumed. */
    private record Held(
            @Nullable SimObject object, @Nullable SimRingbufMap ring, Errno errno) implements AutoCloseable {
        int refusal() {
            return object == null ? Errno.EBADF.result() : errno.result();
        }

        @Override
        public void close() {
            if (object != null) {
                object.release();
            }
        }
    }
}
