package dev.bpflab.sim.machine;

import dev.bpflab.sim.map.SimMap;
import java.util.function.ToIntFunction;

/** The helpers that work on maps. */
final class MapHelpers {
    private static final byte[] NO_KEY = {};

    private MapHelpers() {}

    static long lookup(Machine machine, long map, long key, long r3, long r4, long r5) {
        SimMap of = machine.memory().map(map);
        return of.address(
                machine.memory().read(key, of.attr().keySize()),
                machine.environment().cpu());
    }

    static long lookupPerCpu(Machine machine, long map, long key, long cpu, long r4, long r5) {
        SimMap of = machine.memory().map(map);
        byte[] keyBytes = machine.memory().read(key, of.attr().keySize());
        boolean exists =
                Integer.compareUnsigned((int) cpu, machine.environment().possibleCpus()) < 0;
        return exists ? of.address(keyBytes, (int) cpu) : 0;
    }

    static long update(Machine machine, long map, long key, long value, long flags, long r5) {
        SimMap of = machine.memory().map(map);
        byte[] keyBytes = machine.memory().read(key, of.attr().keySize());
        byte[] valueBytes = machine.memory().read(value, of.attr().valueSize());
        return of.update(keyBytes, valueBytes, flags, machine.environment().cpu());
    }

    static long push(Machine machine, long map, long value, long flags, long r4, long r5) {
        SimMap of = machine.memory().map(map);
        byte[] bytes = machine.memory().read(value, of.attr().valueSize());
        return of.update(NO_KEY, bytes, flags, machine.environment().cpu());
    }

    static long pop(Machine machine, long map, long value, long r3, long r4, long r5) {
        SimMap of = machine.memory().map(map);
        return into(machine, of, value, bytes -> of.lookupAndDelete(NO_KEY, bytes));
    }

    static long peek(Machine machine, long map, long value, long r3, long r4, long r5) {
        SimMap of = machine.memory().map(map);
        return into(machine, of, value, bytes -> of.lookup(NO_KEY, bytes));
    }

    /** Writes the value, or zeroes when there is none, to where the program wants it. */
    private static long into(Machine machine, SimMap map, long address, ToIntFunction<byte[]> action) {
        byte[] bytes = new byte[map.attr().valueSize()];
        machine.memory().need(address, bytes.length, "write");
        int result = action.applyAsInt(bytes);
        machine.memory().write(address, bytes);
        return result;
    }

    static long delete(Machine machine, long map, long key, long r3, long r4, long r5) {
        SimMap of = machine.memory().map(map);
        return of.delete(machine.memory().read(key, of.attr().keySize()));
    }
}
