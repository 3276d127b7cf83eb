package dev.bpflab.lab;

import static dev.bpflab.asm.Asm.assemble;
import static dev.bpflab.asm.Asm.exitInsn;
import static dev.bpflab.asm.Asm.helperGetCurrentPidTgid;
import static dev.bpflab.asm.Asm.helperGetStackid;
import static dev.bpflab.asm.Asm.ldMapFd;
import static dev.bpflab.asm.Asm.mov;
import static dev.bpflab.asm.Asm.rsh;
import static dev.bpflab.asm.Asm.seq;
import static dev.bpflab.asm.Asm.storeMem;
import static dev.bpflab.bpf.Codecs.U64;
import static dev.bpflab.bpf.Codecs.struct;
import static dev.bpflab.isa.Reg.R0;
import static dev.bpflab.isa.Reg.R1;
import static dev.bpflab.isa.Reg.R10;
import static dev.bpflab.isa.Reg.R2;
import static dev.bpflab.isa.Reg.R6;
import static dev.bpflab.isa.Size.W;

import dev.bpflab.asm.Item;
import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.Entry;
import dev.bpflab.bpf.Hook;
import dev.bpflab.bpf.MapSpec;
import dev.bpflab.bpf.MapType;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.isa.Program;
import dev.bpflab.pattern.Counter;
import java.util.List;

/**
 * Counts in a trial at the same hook which stacks there are, in a map of stack traces like the learner's own: the same stacks
 * get the same ids in both.
 */
final class StackWitness {
    private static final int USER_STACK = 1 << 8;
    private static final int MANY = 10_000;
    private static final int PID = -16;
    private static final int KERNEL = -12;
    private static final int USER = -8;

    /** A task and where it was; an id may be a negated errno. */
    record Seen(int pid, int kernel, int user) {}

    private final BpfMap<Seen, Long> counts;

    private StackWitness(BpfMap<Seen, Long> counts) {
        this.counts = counts;
    }

    /** Attaches a witness; one without a map like the learner's, which has none of stack traces, sees nothing. */
    static StackWitness in(Workspace workspace, Hook hook) {
        BpfMap<Seen, Long> counts = workspace.create(
                MapSpec.hash("witness", struct(Seen.class), U64).maxEntries(MANY));
        List<BpfMap<?, ?>> learners = workspace.maps().stream()
                .filter(map -> map.spec().type() == MapType.STACK_TRACE)
                .toList();
        if (!learners.isEmpty()) {
            BpfMap<?, ?> stacks = workspace.create(learners.get(0).spec());
            workspace.attach(workspace.load(program(counts, stacks), hook.programType()), hook);
        }
        return new StackWitness(counts);
    }

    private static Program program(BpfMap<Seen, Long> counts, BpfMap<?, ?> stacks) {
        return assemble(
                mov(R6, R1),
                helperGetCurrentPidTgid(),
                rsh(R0, 32),
                storeMem(W, R10, PID, R0),
                stack(stacks, KERNEL, 0),
                stack(stacks, USER, USER_STACK),
                new Counter<>(counts).count(PID),
                mov(R0, 0),
                exitInsn());
    }

    private static Item stack(BpfMap<?, ?> stacks, int at, int flags) {
        return seq(mov(R1, R6), ldMapFd(R2, stacks), helperGetStackid(R1, R2, flags), storeMem(W, R10, at, R0));
    }

    /** Returns what was seen, and how often each. */
    List<Entry<Seen, Long>> seen() {
        return counts.stream().toList();
    }
}
