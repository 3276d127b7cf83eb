package dev.bpflab.bpf;

import static dev.bpflab.asm.Asm.add;
import static dev.bpflab.asm.Asm.assemble;
import static dev.bpflab.asm.Asm.atomicAdd;
import static dev.bpflab.asm.Asm.exitInsn;
import static dev.bpflab.asm.Asm.helperMapDeleteElem;
import static dev.bpflab.asm.Asm.helperMapLookupElem;
import static dev.bpflab.asm.Asm.helperMapUpdateElem;
import static dev.bpflab.asm.Asm.jeq;
import static dev.bpflab.asm.Asm.jne;
import static dev.bpflab.asm.Asm.label;
import static dev.bpflab.asm.Asm.ldMapFd;
import static dev.bpflab.asm.Asm.loadMem;
import static dev.bpflab.asm.Asm.mov;
import static dev.bpflab.asm.Asm.seq;
import static dev.bpflab.asm.Asm.storeMem;
import static dev.bpflab.asm.Asm.sub;
import static dev.bpflab.isa.Reg.R0;
import static dev.bpflab.isa.Reg.R1;
import static dev.bpflab.isa.Reg.R10;
import static dev.bpflab.isa.Reg.R2;
import static dev.bpflab.isa.Reg.R3;
import static dev.bpflab.isa.Reg.R4;
import static dev.bpflab.isa.Reg.R7;
import static dev.bpflab.isa.Size.DW;
import static dev.bpflab.isa.Size.W;

import dev.bpflab.asm.Item;
import dev.bpflab.isa.MapRef;
import dev.bpflab.isa.Program;

/** The programs with which races are shown: counters of u64 under the u32 key 0, right and wrong. */
public final class CounterRaces {
    private static final int EEXIST = -17;

    private CounterRaces() {}

    /** Counts by load, add and store, which loses what another CPU counts in between. */
    public static Program plain(MapRef map) {
        return counting(map, loadMem(DW, R1, R0, 0), add(R1, 1), storeMem(DW, R0, 0, R1));
    }

    /** Counts by one atomic instruction. */
    public static Program atomic(MapRef map) {
        return counting(map, mov(R1, 1), atomicAdd(DW, R0, 0, R1));
    }

    private static Program counting(MapRef map, Item... count) {
        return assemble(find(map), jeq(R0, 0, "out"), seq(count), label("out"), mov(R0, 0), exitInsn());
    }

    /** Counts in a hash without the key at first, overwriting whatever another CPU has put there meanwhile. */
    public static Program inserting(MapRef map) {
        return insertingWith(map, UpdateFlag.ANY, seq());
    }

    /** Counts in a hash without the key at first; who finds that another CPU was faster looks up again and adds. */
    public static Program insertingOnce(MapRef map) {
        return insertingWith(
                map,
                UpdateFlag.NOEXIST,
                seq(jne(R0, EEXIST, "out"), find(map), jeq(R0, 0, "out"), mov(R1, 1), atomicAdd(DW, R0, 0, R1)));
    }

    private static Program insertingWith(MapRef map, UpdateFlag flag, Item then) {
        return assemble(
                find(map),
                jeq(R0, 0, "insert"),
                mov(R1, 1),
                atomicAdd(DW, R0, 0, R1),
                mov(R0, 0),
                exitInsn(),
                label("insert"),
                storeMem(DW, R10, -16, 1),
                mov(R2, R10),
                add(R2, -4),
                mov(R3, R10),
                add(R3, -16),
                mov(R4, flag.number()),
                ldMapFd(R1, map),
                helperMapUpdateElem(R1, R2, R3, R4),
                then,
                label("out"),
                mov(R0, 0),
                exitInsn());
    }

    /** Adds 1 to both words of a value of two, one after the other. */
    public static Program twoWords(MapRef map) {
        return counting(map, mov(R1, 1), atomicAdd(DW, R0, 0, R1), atomicAdd(DW, R0, 8, R1));
    }

    /** Looks a value of two words up and counts in {@code torn} when they differ. */
    public static Program comparing(MapRef map, MapRef torn) {
        return assemble(
                find(map),
                jeq(R0, 0, "out"),
                loadMem(DW, R1, R0, 0),
                loadMem(DW, R7, R0, 8),
                sub(R7, R1),
                jeq(R7, 0, "out"),
                find(torn),
                jeq(R0, 0, "out"),
                mov(R1, 1),
                atomicAdd(DW, R0, 0, R1),
                label("out"),
                mov(R0, 0),
                exitInsn());
    }

    /** Deletes the key and puts another in, which takes the memory that was given back. */
    public static Program reusing(MapRef map) {
        return assemble(
                storeMem(W, R10, -4, 0),
                mov(R2, R10),
                add(R2, -4),
                ldMapFd(R1, map),
                helperMapDeleteElem(R1, R2),
                storeMem(W, R10, -4, 1),
                storeMem(DW, R10, -16, 77),
                mov(R2, R10),
                add(R2, -4),
                mov(R3, R10),
                add(R3, -16),
                mov(R4, 0),
                ldMapFd(R1, map),
                helperMapUpdateElem(R1, R2, R3, R4),
                mov(R0, 0),
                exitInsn());
    }

    /** Returns the value under the key, read some instructions after it was found; -1 without the key. */
    public static Program readingLate(MapRef map) {
        return assemble(
                find(map),
                mov(R7, R0),
                mov(R0, -1),
                jeq(R7, 0, "out"),
                mov(R1, 0),
                add(R1, 1),
                add(R1, 1),
                loadMem(DW, R0, R7, 0),
                label("out"),
                exitInsn());
    }

    private static Item find(MapRef map) {
        return seq(storeMem(W, R10, -4, 0), mov(R2, R10), add(R2, -4), ldMapFd(R1, map), helperMapLookupElem(R1, R2));
    }
}
