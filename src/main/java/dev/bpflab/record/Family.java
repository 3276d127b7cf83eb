package dev.bpflab.record;

import static dev.bpflab.asm.Asm.add;
import static dev.bpflab.asm.Asm.assemble;
import static dev.bpflab.asm.Asm.exitInsn;
import static dev.bpflab.asm.Asm.helperGetCurrentPidTgid;
import static dev.bpflab.asm.Asm.helperMapLookupElem;
import static dev.bpflab.asm.Asm.helperMapUpdateElem;
import static dev.bpflab.asm.Asm.jeq;
import static dev.bpflab.asm.Asm.label;
import static dev.bpflab.asm.Asm.ldMapFd;
import static dev.bpflab.asm.Asm.loadField;
import static dev.bpflab.asm.Asm.mov;
import static dev.bpflab.asm.Asm.rsh;
import static dev.bpflab.asm.Asm.seq;
import static dev.bpflab.asm.Asm.storeMem;
import static dev.bpflab.bpf.Codecs.U32;
import static dev.bpflab.isa.Reg.R0;
import static dev.bpflab.isa.Reg.R1;
import static dev.bpflab.isa.Reg.R10;
import static dev.bpflab.isa.Reg.R2;
import static dev.bpflab.isa.Reg.R3;
import static dev.bpflab.isa.Reg.R6;
import static dev.bpflab.isa.Size.W;

import dev.bpflab.asm.Item;
import dev.bpflab.bpf.Bpf;
import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.BpfProgram;
import dev.bpflab.bpf.Hook;
import dev.bpflab.bpf.Link;
import dev.bpflab.bpf.MapSpec;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.bpf.UpdateFlag;
import dev.bpflab.bpf.Workspace;

/** This process, and the processes that it and they start from the moment on at which they are followed. */
final class Family {
    /** What this process has in the map, its threads with it. */
    static final int ROOT = 1;

    private static final int DESCENDANT = 2;
    private static final int MANY = 65_536;
    private static final Hook FORK = Bpf.tracepoint("sched", "sched_process_fork");

    private final Workspace workspace;
    private final BpfMap<Long, Long> members;

    Family(Workspace workspace) {
        this.workspace = workspace;
        this.members = workspace.create(MapSpec.hash("family", U32, U32).maxEntries(MANY));
        members.put(ProcessHandle.current().pid(), (long) ROOT);
    }

    /** Follows forks until the link is closed. */
    Link follow() {
        BpfProgram following = workspace.load(
                assemble(
                        workspace.fields(FORK),
                        mov(R6, R1),
                        lookUp(),
                        jeq(R0, 0, "out"),
                        loadField(R1, R6, "child_pid"),
                        storeMem(W, R10, -4, R1),
                        storeMem(W, R10, -8, DESCENDANT),
                        ldMapFd(R1, members),
                        mov(R2, R10),
                        add(R2, -4),
                        mov(R3, R10),
                        add(R3, -8),
                        helperMapUpdateElem(R1, R2, R3, UpdateFlag.ANY.number()),
                        label("out"),
                        mov(R0, 0),
                        exitInsn()),
                ProgramType.TRACEPOINT);
        return workspace.attach(following, FORK);
    }

    /** Looks the current process up: R0 points to what it is, or is NULL. R1 to R5 and the four bytes at R10 - 4 are lost. */
    Item lookUp() {
        return seq(
                helperGetCurrentPidTgid(),
                rsh(R0, 32),
                storeMem(W, R10, -4, R0),
                ldMapFd(R1, members),
                mov(R2, R10),
                add(R2, -4),
                helperMapLookupElem(R1, R2));
    }
}
