package dev.bpflab.sim.verifier;

import dev.bpflab.bpf.Errno;
import dev.bpflab.isa.Insn;
import java.util.ArrayDeque;
import java.util.Deque;

/** Follows every path of a program, one after the other, until all have ended well or one is refused. */
final class Explorer {
    private static final int MAX_PROCESSED = 1_000_000;
    private static final int MAX_PENDING = 8192;

    /** After how many instructions it looks whether it should stop, less one; a power of two less one. */
    private static final int LOOK_UP = 0x3ff;

    /** A path put aside at a fork. */
    private record Pending(PathState state, int slot, int from, int logLength) {}

    private final Env env;
    private final StatePrinter printer;
    private final Pruner pruner;
    private final InsnChecks checks;
    private final Deque<Pending> pending = new ArrayDeque<>();
    private boolean resumed;

    Explorer(Env env) {
        this.env = env;
        this.printer = env.printer;
        this.pruner = new Pruner(env, new Loops(env.meetings.graph(), env.precision, env.log));
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
            env.cur.parent.state.branches++;
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
            pruner.pathEnded(env.cur);
            env.liveness.update(env.cur);
            Pending next = pending.poll();
            if (next == null) {
                return;
            }
            if (!env.log.complete()) {
                env.log.cut(next.logLength);
            }
            env.cur = next.state;
            env.slot = next.slot;
            env.previous = next.from;
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
        if ((pruner.insns() & LOOK_UP) == 0 && Thread.currentThread().isInterrupted()) {
            throw new Rejection(Errno.EAGAIN);
        }
        env.begin();
        if (env.meetings.isPrunePoint(slot) && pruner.isVisited(slot)) {
            if (resumed) {
                env.log.trace("\nfrom %d to %d: safe\n", env.previous, slot);
            } else {
                env.log.trace("%d: safe\n", slot);
            }
            return false;
        }
        if (env.meetings.isJumpPoint(slot)) {
            env.recordJump();
        }
        if (resumed && env.log.complete()) {
            printer.resumed(env.previous, slot);
            resumed = false;
        }
        Insn insn = env.code.insn(slot);
        Malformed malformed = env.code.malformed(slot);
        if (env.log.tracing()) {
            printer.instruction(slot, malformed == null ? InsnText.line(slot, insn) : malformed.line(slot));
        }
        if (malformed != null) {
            throw malformed.refusal(env);
        }
        env.previous = slot;
        env.liveness.begin(env.cur);
        int next = insn.accept(checks);
        env.liveness.end(slot);
        env.slot = next;
        return next >= 0;
    }
}
