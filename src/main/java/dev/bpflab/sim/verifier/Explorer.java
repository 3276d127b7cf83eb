package dev.bpflab.sim.verifier;

import dev.bpflab.bpf.Errno;
import dev.bpflab.isa.Insn;
import java.util.ArrayDeque;
import java.util.Deque;

/** Follows every path of a program, one after the other, until all have ended well or one is refused. */
final class Explorer {
    private static final int MAX_PROCESSED = 1_000_000;
    private static final int MAX_PENDING = 8192;

    /** A path put aside at a fork. */
    private record Pending(PathState state, int slot, int from, int logLength) {}

    private final Env env;
    private final ControlFlow flow;
    private final StatePrinter printer;
    private final Pruner pruner;
    private final InsnChecks checks;
    private final Deque<Pending> pending = new ArrayDeque<>();
    private boolean resumed;
    private int previous;
    int peak;

    Explorer(Env env, ControlFlow flow) {
        this.env = env;
        this.flow = flow;
        this.printer = new StatePrinter(env);
        this.pruner = new Pruner(env, new LiveRegs(env.code), printer);
        this.checks = new InsnChecks(env, this, printer);
    }

    int processed() {
        return pruner.insns();
    }

    Pruner pruner() {
        return pruner;
    }

    /** Lets the log show the whole state before the next instruction, as where a path goes on elsewhere. */
    void showState() {
        resumed = true;
    }

    void countJump() {
        pruner.countJump();
    }

    /** Puts a copy of the current path aside, to be explored from a slot later. */
    PathState fork(int to) {
        PathState other = env.cur.copy();
        if (env.cur.parent != null) {
            env.cur.parent.branches++;
        }
        pending.push(new Pending(other, to, env.slot, env.log.length()));
        if (pending.size() > MAX_PENDING) {
            throw env.reject(Errno.EFAULT, "The sequence of %d jumps is too complex.", pending.size());
        }
        return other;
    }

    void run() {
        while (true) {
            if (step()) {
                continue;
            }
            env.touchAll();
            Pruner.pathEnded(env.cur);
            Pending next = pending.poll();
            if (next == null) {
                return;
            }
            if (!env.log.complete()) {
                env.log.cut(next.logLength);
            }
            env.cur = next.state;
            env.slot = next.slot;
            previous = next.from;
            resumed = true;
        }
    }

    /** Checks one instruction; returns whether the path goes on. */
    private boolean step() {
        int slot = env.slot;
        pruner.countInsn();
        if (pruner.insns() > MAX_PROCESSED) {
            env.log.endLine();
            throw env.reject(Errno.E2BIG, "BPF program is too large. Processed %d insn", pruner.insns());
        }
        if (flow.isPrunePoint(slot) && pruner.isVisited(slot)) {
            if (resumed) {
                env.log.trace("\nfrom %d to %d: safe\n", previous, slot);
            } else {
                env.log.trace("%d: safe\n", slot);
            }
            return false;
        }
        if (resumed) {
            printer.resumed(previous, slot);
            resumed = false;
        }
        Insn insn = env.code.at(slot);
        if (insn == null) {
            throw new IllegalStateException("slot " + slot + " holds no instruction");
        }
        Malformed malformed = env.code.malformed(slot);
        if (env.log.tracing()) {
            printer.instruction(slot, malformed == null ? InsnText.line(slot, insn) : malformed.line(slot));
        }
        if (malformed != null) {
            throw malformed.refusal(env);
        }
        previous = slot;
        int next = insn.accept(checks);
        env.slot = next;
        return next >= 0;
    }
}
