package dev.bpflab.pattern;

import static dev.bpflab.asm.Asm.atomicAdd;
import static dev.bpflab.asm.Asm.helperMapLookupElem;
import static dev.bpflab.asm.Asm.helperMapUpdateElem;
import static dev.bpflab.asm.Asm.jeq;
import static dev.bpflab.asm.Asm.jmp;
import static dev.bpflab.asm.Asm.jne;
import static dev.bpflab.asm.Asm.ldMapFd;
import static dev.bpflab.asm.Asm.loadMem;
import static dev.bpflab.asm.Asm.mov;
import static dev.bpflab.asm.Asm.seq;
import static dev.bpflab.asm.Asm.storeMem;
import static dev.bpflab.isa.Reg.R0;
import static dev.bpflab.isa.Reg.R1;
import static dev.bpflab.isa.Reg.R10;
import static dev.bpflab.isa.Reg.R2;
import static dev.bpflab.isa.Reg.R3;
import static dev.bpflab.isa.Reg.R4;
import static dev.bpflab.isa.Size.DW;

import dev.bpflab.asm.Asm;
import dev.bpflab.asm.Item;
import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.Codecs;
import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.UpdateFlag;
import dev.bpflab.isa.Reg;

/**
 * Counts under keys so that nothing is lost, whoever counts at the same time: what is there is added to atomically, and
 * what is not is inserted with NOEXIST.
 *
 * <p>Userspace has no such addition: bpf(2) can only look up and overwrite, and what a program counted in between is gone.
 * So {@link #add} lets a program of its own do it, run by BPF_PROG_TEST_RUN.
 *
 * @param <K> the Java type of keys
 */
public final class Counter<K> implements AutoCloseable {
    private final BpfMap<K, Long> map;
    private final CountingProgram<K> program;

    /** Creates a counter in a map whose values are u64, not per CPU; EINVAL for others. */
    public Counter(BpfMap<K, Long> map) {
        if (!map.spec().value().equals(Codecs.U64)) {
            throw new BpfException(
                    "count in map '" + map.name() + "'",
                    Errno.EINVAL,
                    "its values are " + map.spec().value().name(),
                    "use U64; values per CPU need no counter, their sum does");
        }
        this.map = map;
        this.program = new CountingProgram<>(this);
    }

    /** Returns the map. */
    public BpfMap<K, Long> map() {
        return map;
    }

    /** Returns what was counted under a key, 0 for one that is not there. */
    public long get(K key) {
        Long count = map.get(key);
        return count == null ? 0 : count;
    }

    /** Adds to the count of a key and inserts it when it is new; E2BIG when the map is full. */
    public void add(K key, long amount) {
        while (program.run(key, amount) != 0) {
            // This says why the program could not, or makes it possible.
            map.putIfAbsent(key, 0L);
        }
    }

    /** Adds 1 to the count of a key. */
    public void increment(K key) {
        add(key, 1);
    }

    /**
     * Writes the part of a program that adds 1 to the count of the key on its stack. R0 is 0 when it was counted, or the
     * negated errno; R1 to R5 are lost.
     *
     * @param keyAt where the key is from R10, such as -4; the 8 aligned bytes below it are overwritten
     */
    public Item count(int keyAt) {
        return seq(storeMem(DW, R10, scratch(keyAt), 1), addScratch(keyAt));
    }

    /** Writes the part of a program that adds a register, one of R6 to R9; otherwise like {@link #count(int)}. */
    public Item count(int keyAt, Reg amount) {
        return seq(storeMem(DW, R10, scratch(keyAt), amount), addScratch(keyAt));
    }

    /** Jumps by distance and not to labels, so that a program can have the part twice. */
    private Item addScratch(int keyAt) {
        return seq(
                lookUp(keyAt),
                jne(R0, 0, 18), // there: add
                ldMapFd(R1, map),
                mov(R2, R10),
                Asm.add(R2, keyAt),
                mov(R3, R10),
                Asm.add(R3, scratch(keyAt)),
                mov(R4, UpdateFlag.NOEXIST.number()),
                helperMapUpdateElem(R1, R2, R3, R4),
                jeq(R0, 0, 12), // inserted: done
                jne(R0, Errno.EEXIST.result(), 11), // full: give up
                lookUp(keyAt), // another CPU was faster
                jne(R0, 0, 2),
                mov(R0, Errno.ENOENT.result()), // and deleted it again
                jmp(3),
                loadMem(DW, R1, R10, scratch(keyAt)),
                atomicAdd(DW, R0, 0, R1),
                mov(R0, 0));
    }

    private Item lookUp(int keyAt) {
        return seq(ldMapFd(R1, map), mov(R2, R10), Asm.add(R2, keyAt), helperMapLookupElem(R1, R2));
    }

    private static int scratch(int keyAt) {
        return Math.floorDiv(keyAt, 8) * 8 - 8;
    }

    @Override
    public String toString() {
        return "counter in " + map;
    }

    /** Closes the program that {@link #add} uses; the map stays open. */
    @Override
    public void close() {
        program.close();
    }
}
