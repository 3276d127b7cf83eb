package dev.bpflab.sim.machine;

import dev.bpflab.sim.map.SimRingbufMap;

/** The helpers that write to ring buffers. */
final class RingbufHelpers {
    private RingbufHelpers() {}

    static long output(Machine machine, long map, long data, long size, long flags, long r5) {
        return ring(machine, map).output(machine.memory().read(data, (int) size), flags);
    }

    static long reserve(Machine machine, long map, long size, long flags, long r4, long r5) {
        long record = ring(machine, map).reserve(size, flags);
        if (record != 0) {
            machine.memory().leaveIn(record, (int) size);
        }
        return record;
    }

    static long submit(Machine machine, long record, long flags, long r3, long r4, long r5) {
        machine.memory().ringOf(record).commit(record, flags, false);
        return 0;
    }

    static long discard(Machine machine, long record, long flags, long r3, long r4, long r5) {
        machine.memory().ringOf(record).commit(record, flags, true);
        return 0;
    }

    static long query(Machine machine, long map, long what, long r3, long r4, long r5) {
        return ring(machine, map).query(what);
    }

    private static SimRingbufMap ring(Machine machine, long map) {
        if (machine.memory().map(map) instanceof SimRingbufMap ring) {
            return ring;
        }
        throw new MemoryFault("the map is no ring buffer");
    }
}
