package dev.bpflab.lab;

import static dev.bpflab.asm.Asm.add;
import static dev.bpflab.asm.Asm.assemble;
import static dev.bpflab.asm.Asm.exitInsn;
import static dev.bpflab.asm.Asm.helperGetCurrentPidTgid;
import static dev.bpflab.asm.Asm.helperKtimeGetNs;
import static dev.bpflab.asm.Asm.helperMapLookupElem;
import static dev.bpflab.asm.Asm.helperMapUpdateElem;
import static dev.bpflab.asm.Asm.jeq;
import static dev.bpflab.asm.Asm.label;
import static dev.bpflab.asm.Asm.ldMapFd;
import static dev.bpflab.asm.Asm.loadMem;
import static dev.bpflab.asm.Asm.mov;
import static dev.bpflab.asm.Asm.rsh;
import static dev.bpflab.asm.Asm.storeMem;
import static dev.bpflab.asm.Asm.sub;
import static dev.bpflab.isa.Reg.R0;
import static dev.bpflab.isa.Reg.R1;
import static dev.bpflab.isa.Reg.R10;
import static dev.bpflab.isa.Reg.R2;
import static dev.bpflab.isa.Reg.R3;
import static dev.bpflab.isa.Reg.R6;
import static dev.bpflab.isa.Reg.R7;
import static dev.bpflab.isa.Reg.R8;
import static dev.bpflab.isa.Reg.R9;
import static dev.bpflab.isa.Size.DW;
import static dev.bpflab.isa.Size.W;

import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.Codecs;
import dev.bpflab.bpf.Hook;
import dev.bpflab.bpf.MapSpec;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.bpf.UpdateFlag;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.isa.ContextFields;
import dev.bpflab.isa.Program;
import dev.bpflab.pattern.Counter;

/** Counts beside the programs of a trial, by programs of its own at the same events, what happens to each task. */
final class TaskWitness implements AutoCloseable {
    private static final int TASKS = 10_000;
    private static final Hook.Tracepoint SWITCH = new Hook.Tracepoint("sched", "sched_switch");

    private final Counter<Long> samples;
    private final Counter<Long> switches;
    private final Counter<Long> nanos;

    private TaskWitness(Workspace workspace) {
        this.samples = counter(workspace, "samples");
        this.switches = counter(workspace, "switches");
        this.nanos = counter(workspace, "nanos");
    }

    private static Counter<Long> counter(Workspace workspace, String name) {
        return new Counter<>(
                workspace.create(MapSpec.hash(name, Codecs.U32, Codecs.U64).maxEntries(TASKS)));
    }

    /** Returns one that counts the samples of a clock. */
    static TaskWitness ofSamples(Workspace workspace, Hook.PerfSampling clock) {
        TaskWitness witness = new TaskWitness(workspace);
        workspace.attach(workspace.load(witness.sampling(), ProgramType.PERF_EVENT), clock);
        return witness;
    }

    /** Returns one that counts how often tasks leave their CPU, and how long they were on one. */
    static TaskWitness ofSwitches(Workspace workspace) {
        TaskWitness witness = new TaskWitness(workspace);
        BpfMap<Long, Long> since =
                workspace.create(MapSpec.hash("since", Codecs.U32, Codecs.U64).maxEntries(TASKS));
        Program program = witness.switching(since, workspace.fields(SWITCH));
        workspace.attach(workspace.load(program, ProgramType.TRACEPOINT), SWITCH);
        return witness;
    }

    private Program sampling() {
        return assemble(
                helperGetCurrentPidTgid(),
                rsh(R0, 32),
                storeMem(W, R10, -4, R0),
                samples.count(-4),
                mov(R0, 0),
                exitInsn());
    }

    private Program switching(BpfMap<Long, Long> since, ContextFields fields) {
        return assemble(
                mov(R6, R1),
                loadMem(W, R7, R6, offset(fields, "prev_pid")),
                storeMem(W, R10, -4, R7),
                switches.count(-4),
                helperKtimeGetNs(),
                mov(R8, R0),
                ldMapFd(R1, since),
                mov(R2, R10),
                add(R2, -4),
                helperMapLookupElem(R1, R2),
                jeq(R0, 0, "next"),
                loadMem(DW, R1, R0, 0),
                mov(R9, R8),
                sub(R9, R1),
                nanos.count(-4, R9),
                label("next"),
                loadMem(W, R7, R6, offset(fields, "next_pid")),
                storeMem(W, R10, -4, R7),
                storeMem(DW, R10, -16, R8),
                ldMapFd(R1, since),
                mov(R2, R10),
                add(R2, -4),
                mov(R3, R10),
                add(R3, -16),
                helperMapUpdateElem(R1, R2, R3, UpdateFlag.ANY.number()),
                mov(R0, 0),
                exitInsn());
    }

    private static int offset(ContextFields fields, String name) {
        return fields.field(name)
                .orElseThrow(() -> new IllegalStateException(fields.of() + " has no field " + name))
                .offset();
    }

    /** Returns how many samples found a process. */
    long samples(long pid) {
        return samples.get(pid);
    }

    /** Returns how often a task left a CPU. */
    long switches(long pid) {
        return switches.get(pid);
    }

    /** Returns how long a task was on a CPU, in nanoseconds. */
    long nanos(long pid) {
        return nanos.get(pid);
    }

    @Override
    public void close() {
        samples.close();
        switches.close();
        nanos.close();
    }
}
