package dev.bpflab.sim.machine;

import dev.bpflab.sim.map.SimMap;

/** The helpers that work on maps. */
final class MapHelpers {
    private MapHelpers() {}

    static long lookup(Machine machine, long map, long key, long r3, long r4, long r5) {
        SimMap of = machine.memory().map(map);
        return of.address(
                machine.memory().read(key, of.attr().keySize()),
                machine.environment().cpu());
    }

    static long update(Machine machine, long map, long key, long value, long flags, long r5) {
        SimMap of = machine.memory().map(map);
        byte[] keyBytes = machine.memory().read(key, of.attr().keySize());
        byte[] valueBytes = machine.memory().read(value, of.attr().valueSize());
        return of.update(keyBytes, valueBytes, flags, machine.environment().cpu());
    }

    static long delete(Machine machine, long map, long key, long r3, long r4, long r5) {
        SimMap of = machine.memory().map(map);
        return of.delete(machine.memory().read(key, of.attr().keySize()));
    }
}
