package dev.bpflab.pattern;

import static dev.bpflab.asm.Asm.add;
import static dev.bpflab.asm.Asm.helperMapLookupElem;
import static dev.bpflab.asm.Asm.jeq;
import static dev.bpflab.asm.Asm.ldMapFd;
import static dev.bpflab.asm.Asm.loadMem;
import static dev.bpflab.asm.Asm.mov;
import static dev.bpflab.asm.Asm.seq;
import static dev.bpflab.asm.Asm.storeMem;
import static dev.bpflab.isa.Reg.R0;
import static dev.bpflab.isa.Reg.R1;
import static dev.bpflab.isa.Reg.R10;
import static dev.bpflab.isa.Reg.R2;
import static dev.bpflab.isa.Size.DW;
import static dev.bpflab.isa.Size.W;

import dev.bpflab.asm.Item;
import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.Codecs;
import dev.bpflab.bpf.MapSpec;
import dev.bpflab.bpf.PerCpu;
import dev.bpflab.bpf.Workspace;

/**
 * Counts at indices without any CPU waiting for another: each adds to a value of its own, by plain load, add and store,
 * and reading sums them up. A sum is of no single moment while programs count.
 */
public final class PerCpuCounter implements AutoCloseable {
    private final BpfMap<Long, PerCpu<Long>> map;

    private PerCpuCounter(BpfMap<Long, PerCpu<Long>> map) {
        this.map = map;
    }

    /** Creates so many counters, in a map of their own. */
    public static PerCpuCounter create(String name, int counters) {
        return new PerCpuCounter(
                Workspace.current().create(MapSpec.percpuArray(name, Codecs.U64).maxEntries(counters)));
    }

    /** Returns the map. */
    public BpfMap<Long, PerCpu<Long>> map() {
        return map;
    }

    /** Returns the sum of all CPUs; 0 for an index that there is not. */
    public long sum(long index) {
        PerCpu<Long> each = map.get(index);
        return each == null ? 0 : each.sum();
    }

    /** Writes the part of a program that adds 1 at an index; R0 to R5 and the stack from -4 to 0 are lost. */
    public Item count(int index) {
        return seq(
                storeMem(W, R10, -4, index),
                ldMapFd(R1, map),
                mov(R2, R10),
                add(R2, -4),
                helperMapLookupElem(R1, R2),
                jeq(R0, 0, 3),
                loadMem(DW, R1, R0, 0),
                add(R1, 1),
                storeMem(DW, R0, 0, R1));
    }

    @Override
    public String toString() {
        return "counters per CPU in " + map;
    }

    @Override
    public void close() {
        map.close();
    }
}
