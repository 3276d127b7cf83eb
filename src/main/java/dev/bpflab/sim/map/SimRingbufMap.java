package dev.bpflab.sim.map;

import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.MapAttr;
import dev.bpflab.bpf.RingbufPositions;
import dev.bpflab.sim.memory.AddressSpace;
import dev.bpflab.sim.memory.Region;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * BPF_MAP_TYPE_RINGBUF (kernel/bpf/ringbuf.c): records of any length in a ring of {@code max_entries} bytes, each behind a
 * header of eight, in the order in which they were reserved. Programs write, userspace takes; a record that is reserved
 * and not given back holds up those behind it. Positions only grow; where a byte lies is its position modulo the size.
 */
public final class SimRingbufMap implements SimMap {
    /** The bytes before each record: its length with two flags in it, and where it lies in pages. */
    private static final int HEADER = 8;

    private static final int BUSY = 1 << 31;
    private static final int DISCARD = 1 << 30;

    private static final long MAX_RECORD = 0xffff_ffffL / 4;
    private static final int PAGE = 4096;

    /** The pages of the kernel's structure before the data, which a header's page number counts from. */
    private static final int PAGES_BEFORE = 3;

    private static final long NO_WAKEUP = 1;
    private static final long FORCE_WAKEUP = 2;

    /**
     * What the memory of the records belongs to.
     *
     * @param ring the map
     */
    public record Data(SimRingbufMap ring) {}

    /** A record, from reservation until it is consumed. */
    private static final class Slot {
        private final long position;
        private final int length;
        private boolean busy = true;
        private boolean discarded;

        Slot(long position, int length) {
            this.position = position;
            this.length = length;
        }

        long end() {
            return position + rounded(length);
        }
    }

    private final MapAttr attr;
    private final AddressSpace memory;
    private final int size;

    /** The ring and once more as much, so that a record that wraps around lies in one piece, as the kernel maps it. */
    private final Region data;

    private final ArrayDeque<Slot> slots = new ArrayDeque<>();
    private final Map<Integer, Slot> reserved = new HashMap<>();
    private long consumer;
    private long producer;

    SimRingbufMap(MapAttr attr, AddressSpace memory, int cpus) {
        this.attr = attr;
        this.memory = memory;
        size = attr.maxEntries();
        if (size < 0 || size > 1 << 29) {
            throw new OutOfMemoryError("a ring of " + Integer.toUnsignedString(size) + " bytes");
        }
        data = memory.mapFor(new Data(this), 2 * size);
    }

    static int check(MapAttr attr) {
        int size = attr.maxEntries();
        boolean fits = attr.keySize() == 0 && attr.valueSize() == 0 && Integer.bitCount(size) == 1 && size % PAGE == 0;
        return fits ? 0 : Errno.EINVAL.result();
    }

    @Override
    public MapAttr attr() {
        return attr;
    }

    /** Returns the address of a record of so many bytes that the program is to give back, or 0 when there is no room. */
    public long reserve(long length, long flags) {
        return flags == 0 ? reserve(length) : 0;
    }

    private synchronized long reserve(long length) {
        if (Long.compareUnsigned(length, MAX_RECORD) > 0) {
            return 0;
        }
        long end = producer + rounded(length);
        if (end - consumer > size - 1) {
            return 0;
        }
        Slot slot = new Slot(producer, (int) length);
        int offset = offset(slot);
        mirror(slot, size, 0);
        writeHeader(slot);
        slots.add(slot);
        reserved.put(offset + HEADER, slot);
        producer = end;
        return data.base() + offset + HEADER;
    }

    /** Returns whether a reserved record begins at this address. */
    public synchronized boolean isReserved(long address) {
        return address >>> 32 == data.base() >>> 32 && reserved.containsKey((int) address);
    }

    /** Gives a reserved record back: to be consumed, or to be passed over. */
    public synchronized void commit(long address, long flags, boolean discard) {
        Slot slot = reserved.remove((int) address);
        if (slot == null) {
            throw new IllegalArgumentException("no record is reserved at 0x" + Long.toHexString(address));
        }
        slot.busy = false;
        slot.discarded = discard;
        writeHeader(slot);
        mirror(slot, 0, size);
        boolean caughtUp = consumer == slot.position;
        if ((flags & FORCE_WAKEUP) != 0 || (caughtUp && (flags & NO_WAKEUP) == 0)) {
            notifyAll();
        }
    }

    /** Copies a record in; 0, EAGAIN when there is no room, EINVAL for other flags than those of waking up. */
    public synchronized int output(byte[] bytes, long flags) {
        if ((flags & ~(NO_WAKEUP | FORCE_WAKEUP)) != 0) {
            return Errno.EINVAL.result();
        }
        long address = reserve(bytes.length);
        if (address == 0) {
            return Errno.EAGAIN.result();
        }
        data.copyIn((int) address, bytes, bytes.length);
        commit(address, flags, false);
        return 0;
    }

    /** Returns what bpf_ringbuf_query gives: bytes not consumed, size, or a position; 0 for an unknown question. */
    public synchronized long query(long what) {
        if (what < 0 || what > 3) {
            return 0;
        }
        return switch ((int) what) {
            case 0 -> producer - consumer;
            case 1 -> size;
            case 2 -> consumer;
            default -> producer;
        };
    }

    /** Consumes the next record, and discarded ones before it; null when there is none or it is not given back yet. */
    public synchronized byte @Nullable [] take() {
        for (Slot slot = slots.peek(); slot != null && !slot.busy; slot = slots.peek()) {
            slots.remove();
            consumer = slot.end();
            if (!slot.discarded) {
                byte[] bytes = new byte[slot.length];
                data.copyOut(offset(slot) + HEADER, bytes, bytes.length);
                return bytes;
            }
        }
        return null;
    }

    /** Waits at most so many milliseconds until something is not consumed; returns whether it is so. */
    @SuppressWarnings("WaitNotInLoop") // the caller, who knows the time, waits again
    public synchronized boolean await(long milliseconds) throws InterruptedException {
        if (producer == consumer && milliseconds > 0) {
            wait(milliseconds);
        }
        return producer != consumer;
    }

    /** Returns how far the ring was written and consumed. */
    public synchronized RingbufPositions positions() {
        return new RingbufPositions(consumer, producer, size);
    }

    private void writeHeader(Slot slot) {
        int at = offset(slot);
        data.putInt(at, slot.length | (slot.busy ? BUSY : 0) | (slot.discarded ? DISCARD : 0));
        data.putInt(at + 4, PAGES_BEFORE + at / PAGE);
    }

    /** Copies what of a record lies behind the end of the ring from its other place: there is one memory at both. */
    private void mirror(Slot slot, int to, int from) {
        int behind = (int) (offset(slot) + rounded(slot.length) - size);
        if (behind > 0) {
            byte[] bytes = new byte[behind];
            data.copyOut(from, bytes, behind);
            data.copyIn(to, bytes, behind);
        }
    }

    private int offset(Slot slot) {
        return (int) (slot.position & (size - 1));
    }

    /** Returns the bytes of ring that a record of this length takes: it and its header, rounded up to eight. */
    private static long rounded(long length) {
        return (length + HEADER + 7) & -8;
    }

    @Override
    public int valueBytes() {
        return 0;
    }

    /** Has no values at fixed addresses. */
    @Override
    public long address(byte[] key, int cpu) {
        return 0;
    }

    @Override
    public int lookup(byte[] key, byte[] value) {
        return Errno.ENOTSUPP.result();
    }

    @Override
    public int update(byte[] key, byte[] value, long flags) {
        return Errno.ENOTSUPP.result();
    }

    @Override
    public int update(byte[] key, byte[] value, long flags, int cpu) {
        return Errno.ENOTSUPP.result();
    }

    @Override
    public int delete(byte[] key) {
        return Errno.ENOTSUPP.result();
    }

    @Override
    public int nextKey(byte @Nullable [] key, byte[] next) {
        return Errno.ENOTSUPP.result();
    }

    @Override
    public void free() {
        memory.unmap(data);
    }
}
