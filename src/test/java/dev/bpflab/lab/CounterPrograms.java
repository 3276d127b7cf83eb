package dev.bpflab.lab;

import static dev.bpflab.asm.Asm.*;
import static dev.bpflab.isa.Reg.*;
import static dev.bpflab.isa.Size.*;

import dev.bpflab.asm.Item;
import dev.bpflab.isa.MapRef;
import dev.bpflab.isa.Program;
import dev.bpflab.isa.Reg;

/** Programs that learners of lab 2.1 may write, right and wrong ones. */
final class CounterPrograms {
    private static final int KEY = -4;
    private static final int VALUE = -16;
    private static final long ANY = 0;
    private static final long NOEXIST = 1;

    private CounterPrograms() {}

    /** Right: other registers, the key at another place, no second look-up. */
    static Program otherRegisters(MapRef map) {
        return assemble(
                helperGetCurrentPidTgid(),
                rsh(R0, 32),
                mov(R7, R0),
                storeMem(W, R10, -20, R7),
                mov(R8, R10),
                add(R8, -20),
                ldMapFd(R6, map),
                helperMapLookupElem(R6, R8),
                mov(R9, R0),
                jeq(R9, 0, "new"),
                mov(R3, 1),
                atomicAdd(DW, R9, 0, R3),
                jmp("out"),
                label("new"),
                storeMem(DW, R10, -32, 1),
                mov(R9, R10),
                add(R9, -32),
                helperMapUpdateElem(R6, R8, R9, NOEXIST),
                label("out"),
                mov(R0, 0),
                exitInsn());
    }

    /** Right: inserts zero where there is no entry, and then always adds. */
    static Program insertZeroThenAdd(MapRef map) {
        return assemble(
                key(),
                storeMem(DW, R10, VALUE, 0),
                update(map, NOEXIST),
                lookup(map),
                jeq(R0, 0, "out"),
                mov(R1, 1),
                atomicFetchAdd(DW, R0, 0, R1),
                label("out"),
                mov(R0, 0),
                exitInsn());
    }

    /** Right as long as one process runs at a time: reads, adds and updates. */
    static Program readAddUpdate(MapRef map) {
        return assemble(
                key(),
                mov(R6, 0),
                lookup(map),
                jeq(R0, 0, "store"),
                loadMem(DW, R6, R0, 0),
                label("store"),
                add(R6, 1),
                storeMem(DW, R10, VALUE, R6),
                update(map, ANY),
                mov(R0, 0),
                exitInsn());
    }

    /** Wrong: names the map and does nothing. */
    static Program doesNothing(MapRef map) {
        return assemble(ldMapFd(R1, map), mov(R0, 0), exitInsn());
    }

    /** Wrong: stores the same count at every event. */
    static Program alwaysStores(MapRef map, long count) {
        return assemble(key(), storeMem(DW, R10, VALUE, count), update(map, ANY), mov(R0, 0), exitInsn());
    }

    /** Wrong: finds the entry and does not add. */
    static Program doesNotAdd(MapRef map) {
        return assemble(
                key(),
                lookup(map),
                jne(R0, 0, "out"),
                storeMem(DW, R10, VALUE, 1),
                update(map, NOEXIST),
                label("out"),
                mov(R0, 0),
                exitInsn());
    }

    /** Wrong: counts every event twice. */
    static Program addsTwo(MapRef map) {
        return assemble(
                key(),
                storeMem(DW, R10, VALUE, 0),
                update(map, NOEXIST),
                lookup(map),
                jeq(R0, 0, "out"),
                mov(R1, 2),
                atomicAdd(DW, R0, 0, R1),
                label("out"),
                mov(R0, 0),
                exitInsn());
    }

    /** Wrong: one key for all processes. */
    static Program constantKey(MapRef map) {
        return assemble(
                storeMem(W, R10, KEY, 1000), storeMem(DW, R10, VALUE, 1), update(map, ANY), mov(R0, 0), exitInsn());
    }

    /** Wrong: uses what the look-up returned without testing it. */
    static Program noNullCheck(MapRef map) {
        return assemble(key(), lookup(map), mov(R1, 1), atomicAdd(DW, R0, 0, R1), mov(R0, 0), exitInsn());
    }

    private static Item key() {
        return seq(helperGetCurrentPidTgid(), rsh(R0, 32), storeMem(W, R10, KEY, R0));
    }

    private static Item lookup(MapRef map) {
        return seq(ldMapFd(R1, map), pointer(R2, KEY), helperMapLookupElem(R1, R2));
    }

    private static Item update(MapRef map, long flags) {
        return seq(ldMapFd(R1, map), pointer(R2, KEY), pointer(R3, VALUE), helperMapUpdateElem(R1, R2, R3, flags));
    }

    private static Item pointer(Reg register, int offset) {
        return seq(mov(register, R10), add(register, offset));
    }
}
