package dev.bpflab.kernel;

import com.sun.jna.Pointer;
import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.RecordOutcome;
import dev.bpflab.bpf.RingbufPositions;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A ring buffer in our memory: the consumer's position on a page that we write, the producer's position and the data, twice
 * one behind the other, on pages that we read. The memory is there until {@link #unmap()}; whoever uses it must hold the
 * descriptor that it belongs to. The positions pair with the kernel's by acquire and release (kernel/bpf/ringbuf.c).
 */
final class RingbufMapping {
    private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final VarHandle INTS = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

    private static final int SC_PAGESIZE = 30;
    private static final int PROT_READ = 1;
    private static final int PROT_WRITE = 2;
    private static final int MAP_SHARED = 1;

    /** The part of {@code struct bpf_map_info} that ends with {@code max_entries}. */
    private static final int INFO_SIZE = 20;

    private static final int HEADER = 8;
    private static final int BUSY = 1 << 31;
    private static final int DISCARD = 1 << 30;

    /** The largest ring whose two copies of the data one buffer can address. */
    private static final long MOST = 1 << 29;

    /** One for each of so many map ids: descriptors of the same map take turns, whoever in this process has them. */
    private static final Object[] LOCKS = new Object[64];

    static {
        java.util.Arrays.setAll(LOCKS, i -> new Object());
    }

    private final Object lock;
    private final long page;
    private final long size;
    private final long consumerAddress;
    private final long producerAddress;
    private final ByteBuffer consumer;
    private final ByteBuffer producer;

    private RingbufMapping(int id, long page, long size, long consumerAddress, long producerAddress) {
        this.lock = LOCKS[id & (LOCKS.length - 1)];
        this.page = page;
        this.size = size;
        this.consumerAddress = consumerAddress;
        this.producerAddress = producerAddress;
        this.consumer = new Pointer(consumerAddress).getByteBuffer(0, page);
        this.producer = new Pointer(producerAddress).getByteBuffer(0, page + 2 * size);
    }

    /** What the kernel said to a mapping, as a negated errno. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final int result;

        Refused(int result) {
            super(null, null, false, false);
            this.result = result;
        }

        int result() {
            return result;
        }
    }

    /** Maps the ring buffer behind a descriptor. */
    static RingbufMapping of(int fd) throws Refused {
        NativeBuffer info = Scratch.ofThread().value(INFO_SIZE);
        check(ObjectInfo.read(fd, info, INFO_SIZE));
        int id = info.bytes().getInt(4);
        long size = Integer.toUnsignedLong(info.bytes().getInt(16));
        if (size > MOST) {
            throw new Refused(Errno.E2BIG.result());
        }
        long page = Libc.sysconf(SC_PAGESIZE);
        long consumer = mapped(Libc.mmap(0, page, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0));
        long producer = Libc.mmap(0, page + 2 * size, PROT_READ, MAP_SHARED, fd, page);
        try {
            return new RingbufMapping(id, page, size, consumer, mapped(producer));
        } catch (Refused e) {
            Libc.munmap(consumer, page);
            throw e;
        }
    }

    private static long mapped(long address) throws Refused {
        if (address == -1) {
            check(Libc.result(address));
        }
        return address;
    }

    private static void check(int result) throws Refused {
        if (result < 0) {
            throw new Refused(result);
        }
    }

    /** Takes the next record; -EIO when another process has moved the consumer's position to where no record begins. */
    RecordOutcome take() {
        synchronized (lock) {
            long from = (long) LONGS.getAcquire(consumer, 0);
            while (true) {
                long end = (long) LONGS.getAcquire(producer, 0);
                if (from % HEADER != 0 || from > end || end - from > size) {
                    return RecordOutcome.failed(Errno.EIO.result());
                }
                int at = (int) (page + (from & (size - 1)));
                int header = from == end ? BUSY : (int) INTS.getAcquire(producer, at);
                if ((header & BUSY) != 0) {
                    return RecordOutcome.NONE;
                }
                int length = header & ~DISCARD;
                long next = from + ((length + HEADER + HEADER - 1) & -HEADER);
                if (next > end) {
                    return RecordOutcome.failed(Errno.EIO.result());
                }
                boolean discarded = (header & DISCARD) != 0;
                byte[] data = new byte[discarded ? 0 : length];
                producer.get(at + HEADER, data);
                LONGS.setRelease(consumer, 0, next);
                if (!discarded) {
                    return RecordOutcome.of(data);
                }
                from = next;
            }
        }
    }

    RingbufPositions positions() {
        // The consumer's first, so that it is never seen in front of the producer's.
        long consumed = (long) LONGS.getAcquire(consumer, 0);
        return new RingbufPositions(consumed, (long) LONGS.getAcquire(producer, 0), size);
    }

    /** Gives the memory back; nothing of this object may be used afterwards. */
    void unmap() {
        Libc.munmap(consumerAddress, page);
        Libc.munmap(producerAddress, page + 2 * size);
    }
}
