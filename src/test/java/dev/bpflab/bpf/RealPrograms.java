package dev.bpflab.bpf;

import static dev.bpflab.asm.Asm.add;
import static dev.bpflab.asm.Asm.assemble;
import static dev.bpflab.asm.Asm.atomicAdd;
import static dev.bpflab.asm.Asm.exitInsn;
import static dev.bpflab.asm.Asm.fieldAddress;
import static dev.bpflab.asm.Asm.helperGetCurrentPidTgid;
import static dev.bpflab.asm.Asm.helperGetCurrentUidGid;
import static dev.bpflab.asm.Asm.helperMapLookupElem;
import static dev.bpflab.asm.Asm.helperMapUpdateElem;
import static dev.bpflab.asm.Asm.helperProbeReadKernelStr;
import static dev.bpflab.asm.Asm.helperRingbufReserve;
import static dev.bpflab.asm.Asm.helperRingbufSubmit;
import static dev.bpflab.asm.Asm.jeq;
import static dev.bpflab.asm.Asm.jle;
import static dev.bpflab.asm.Asm.jmp;
import static dev.bpflab.asm.Asm.jne;
import static dev.bpflab.asm.Asm.label;
import static dev.bpflab.asm.Asm.ldMapFd;
import static dev.bpflab.asm.Asm.loadField;
import static dev.bpflab.asm.Asm.loadMem;
import static dev.bpflab.asm.Asm.mov;
import static dev.bpflab.asm.Asm.rsh;
import static dev.bpflab.asm.Asm.seq;
import static dev.bpflab.asm.Asm.storeMem;
import static dev.bpflab.asm.Asm.sub;
import static dev.bpflab.isa.Reg.R0;
import static dev.bpflab.isa.Reg.R1;
import static dev.bpflab.isa.Reg.R10;
import static dev.bpflab.isa.Reg.R2;
import static dev.bpflab.isa.Reg.R3;
import static dev.bpflab.isa.Reg.R4;
import static dev.bpflab.isa.Reg.R6;
import static dev.bpflab.isa.Reg.R7;
import static dev.bpflab.isa.Size.DW;
import static dev.bpflab.isa.Size.W;

import dev.bpflab.asm.Item;
import dev.bpflab.isa.ContextFields;
import dev.bpflab.isa.Program;

/** Programs as people really write them, each for one hook: the same instructions run on both hosts. */
final class RealPrograms {
    /** Bytes of packet size to a bucket, as a shift. */
    private static final int BUCKET_BITS = 8;

    private RealPrograms() {}

    /**
     * A packet-size histogram for XDP: the array's element {@code size / 256} counts the packets of such a size, its last
     * element also the larger ones.
     */
    static Program packetSizes(BpfMap<?, ?> histogram) {
        int last = histogram.spec().maxEntries() - 1;
        return assemble(
                // size = data_end - data, then its bucket, and no bucket behind the last
                loadMem(W, R2, R1, 4),
                loadMem(W, R3, R1, 0),
                sub(R2, R3),
                rsh(R2, BUCKET_BITS),
                jle(R2, last, "key"),
                mov(R2, last),
                label("key"),
                storeMem(W, R10, -4, R2),
                // one more in the bucket; an array has every element, but the verifier wants it asked for
                mov(R2, R10),
                add(R2, -4),
                ldMapFd(R1, histogram),
                helperMapLookupElem(R1, R2),
                jeq(R0, 0, "pass"),
                mov(R1, 1),
                atomicAdd(DW, R0, 0, R1),
                // let every packet through
                label("pass"),
                mov(R0, 2),
                exitInsn());
    }

    /** A counter of system calls for the raw tracepoint sys_enter: by process id, how many calls it has made. */
    static Program syscalls(BpfMap<Long, Long> counts) {
        return assemble(
                helperGetCurrentPidTgid(),
                rsh(R0, 32),
                storeMem(W, R10, -4, R0),
                countOne(counts, -4),
                mov(R0, 0),
                exitInsn());
    }

    /** A counter of one system call, by its number, which is the second argument of sys_enter. */
    static Program syscall(BpfMap<Long, Long> counts, int number) {
        return assemble(
                loadMem(DW, R6, R1, 8),
                jne(R6, number, "other"),
                helperGetCurrentPidTgid(),
                rsh(R0, 32),
                storeMem(W, R10, -4, R0),
                countOne(counts, -4),
                label("other"),
                mov(R0, 0),
                exitInsn());
    }

    /**
     * A tracer of executions for sched/sched_process_exec: each becomes a record of a ring buffer, of 64 bytes: the process
     * id as a u32, the user id as a u32, and 56 bytes for the path.
     */
    static Program execTracer(BpfMap<?, ?> ringbuf, ContextFields exec) {
        return assemble(
                exec,
                mov(R6, R1),
                ldMapFd(R1, ringbuf),
                helperRingbufReserve(R1, 64, 0),
                // a full buffer loses the record, and says so in its reader's count
                jeq(R0, 0, "out"),
                mov(R7, R0),
                loadField(R1, R6, "pid"),
                storeMem(W, R7, 0, R1),
                helperGetCurrentUidGid(),
                storeMem(W, R7, 4, R0),
                fieldAddress(R3, R6, "filename"),
                mov(R1, R7),
                add(R1, 8),
                helperProbeReadKernelStr(R1, 56, R3),
                helperRingbufSubmit(R7, 0),
                label("out"),
                mov(R0, 0),
                exitInsn());
    }

    /** Adds one to the count under the u32 key at an offset from the frame pointer, of which the first is set to 1. */
    static Item countOne(BpfMap<Long, Long> counts, int key) {
        return seq(
                mov(R2, R10),
                add(R2, key),
                ldMapFd(R1, counts),
                helperMapLookupElem(R1, R2),
                jeq(R0, 0, "first"),
                mov(R1, 1),
                atomicAdd(DW, R0, 0, R1),
                jmp("counted"),
                label("first"),
                storeMem(DW, R10, -16, 1),
                mov(R2, R10),
                add(R2, key),
                mov(R3, R10),
                add(R3, -16),
                mov(R4, 0),
                ldMapFd(R1, counts),
                helperMapUpdateElem(R1, R2, R3, R4),
                label("counted"));
    }
}
