package dev.bpflab.sim;

import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.ObjectKind;
import dev.bpflab.sim.map.SimMap;
import dev.bpflab.sim.memory.AddressSpace;
import dev.bpflab.sim.memory.Region;
import java.util.concurrent.atomic.AtomicInteger;

/** A map of the simulated kernel, with the address by which programs name it. */
final class MapObject extends SimObject {
    private final SimMap map;
    private final AddressSpace memory;
    private final Region address;
    private final AtomicInteger writers = new AtomicInteger();
    private volatile boolean frozen;
    private volatile boolean mapped;

    MapObject(SimKernel kernel, SimMap map) {
        super(ObjectKind.MAP, kernel);
        this.map = map;
        this.memory = kernel.memory();
        this.address = memory.mapObject(map);
    }

    SimMap map() {
        return map;
    }

    long address() {
        return address.base();
    }

    /** Counts a system call in that wants to write; false when the map is frozen. To be followed by {@link #endWrite}. */
    boolean beginWrite() {
        // Counted before the look, so that freezing meanwhile finds either the writer or that it was turned away.
        writers.incrementAndGet();
        return !frozen;
    }

    void endWrite() {
        writers.decrementAndGet();
    }

    boolean isFrozen() {
        return frozen;
    }

    /** Maps a ring buffer, whose consumer writes to it, for good; false when it is frozen. */
    synchronized boolean mapToConsume() {
        mapped |= !frozen;
        return mapped;
    }

    /** Lets userspace write no more; returns 0, or -EBUSY while a call or a mapping writes or when it is frozen already. */
    synchronized int freeze() {
        if (writers.get() > 0 || mapped || frozen) {
            return Errno.EBUSY.result();
        }
        frozen = true;
        return 0;
    }

    @Override
    void free() {
        memory.unmap(address);
        map.free();
    }
}
