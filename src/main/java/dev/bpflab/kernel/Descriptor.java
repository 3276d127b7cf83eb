package dev.bpflab.kernel;

import dev.bpflab.bpf.Batch;
import dev.bpflab.bpf.MapAttr;
import dev.bpflab.bpf.MapType;
import dev.bpflab.bpf.ObjectKind;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An open file descriptor of the host and what is behind it. Calls that use it are counted, and the file is really closed
 * only when none does, so that no call can meet a number that the process has meanwhile given to another file.
 */
final class Descriptor {
    private final ObjectKind kind;
    private final int fd;
    private final int type;
    private final int keyBytes;
    private final long valueBytes;
    private final long valueRoom;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** One for being open, and one for each call under way. */
    private final AtomicInteger users = new AtomicInteger(1);

    private @Nullable RingbufMapping ringbuf;

    /** Descriptors that are nothing by themselves and are closed together with this one. */
    private final List<Integer> others;

    private Descriptor(
            ObjectKind kind, int fd, List<Integer> others, int type, int keyBytes, long valueBytes, long valueRoom) {
        this.kind = kind;
        this.fd = fd;
        this.others = List.copyOf(others);
        this.type = type;
        this.keyBytes = keyBytes;
        this.valueBytes = valueBytes;
        this.valueRoom = valueRoom;
    }

    /** Describes a map that was made, or can be made, with these attributes. */
    static Descriptor map(int fd, MapAttr attr, int possibleCpus) {
        Optional<MapType> type = MapType.ofNumber(attr.type());
        long size = Integer.toUnsignedLong(attr.valueSize());
        long bytes = type.map(known -> known.valueBytes(attr.valueSize(), possibleCpus))
                .orElse(size);
        // Of a type that we do not know the kernel may copy the values of all CPUs: there must be room for them.
        long room = type.isPresent() ? bytes : MapType.PERCPU_HASH.valueBytes(attr.valueSize(), possibleCpus);
        return new Descriptor(ObjectKind.MAP, fd, List.of(), attr.type(), attr.keySize(), bytes, room);
    }

    /** Describes another descriptor of the same, with others of its own. */
    Descriptor at(int otherFd, List<Integer> itsOthers) {
        return new Descriptor(kind, otherFd, itsOthers, type, keyBytes, valueBytes, valueRoom);
    }

    static Descriptor program(int fd, int type) {
        return new Descriptor(ObjectKind.PROGRAM, fd, List.of(), type, 0, 0, 0);
    }

    static Descriptor link(int fd, List<Integer> others) {
        return new Descriptor(ObjectKind.LINK, fd, others, 0, 0, 0, 0);
    }

    boolean is(ObjectKind wanted) {
        return kind == wanted;
    }

    int fd() {
        return fd;
    }

    List<Integer> others() {
        return others;
    }

    /** Returns the number of the map or program type. */
    int type() {
        return type;
    }

    int keyBytes() {
        return keyBytes;
    }

    /** Returns whether {@link #close()} was called; calls that were under way may go on. */
    boolean isClosed() {
        return closed.get();
    }

    /** Returns the mapped ring buffer, for a call that is counted in. */
    synchronized RingbufMapping ringbuf() throws RingbufMapping.Refused {
        if (ringbuf == null) {
            ringbuf = RingbufMapping.of(fd);
        }
        return ringbuf;
    }

    /** Returns how many bytes are copied for one value. */
    long valueBytes() {
        return valueBytes;
    }

    /** Returns how many bytes the kernel may write for one value. */
    int valueRoom() {
        return Math.toIntExact(valueRoom);
    }

    /** Counts a call in; false when the descriptor is closed. */
    boolean acquire() {
        while (!closed.get()) {
            int before = users.get();
            if (before == 0) {
                return false;
            }
            if (users.compareAndSet(before, before + 1)) {
                return true;
            }
        }
        return false;
    }

    /** Counts a call out; the last user of a closed descriptor closes the file. */
    void release() {
        if (users.decrementAndGet() == 0) {
            unmap();
            Libc.close(fd);
            others.forEach(Libc::close);
        }
    }

    private synchronized void unmap() {
        if (ringbuf != null) {
            ringbuf.unmap();
            ringbuf = null;
        }
    }

    /** Closes the file, now or when the last call under way is done; false when it was closed before. */
    boolean close() {
        if (!closed.compareAndSet(false, true)) {
            return false;
        }
        release();
        return true;
    }

    void checkKey(int length) {
        if (length != keyBytes) {
            throw new IllegalArgumentException("the key has " + length + " bytes, the map's keys have " + keyBytes);
        }
    }

    void checkValue(int length) {
        if (length != valueBytes) {
            throw new IllegalArgumentException(
                    "the value has " + length + " bytes, the map's values have " + valueBytes);
        }
    }

    void checkPlace(int length) {
        if (length != Batch.placeBytes(keyBytes)) {
            throw new IllegalArgumentException(
                    "the place has " + length + " bytes, the map's have " + Batch.placeBytes(keyBytes));
        }
    }
}
