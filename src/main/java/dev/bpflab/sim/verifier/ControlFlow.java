package dev.bpflab.sim.verifier;

import dev.bpflab.bpf.Errno;
import dev.bpflab.isa.Insn;
import java.util.BitSet;

/**
 * The walk over all edges before any path is explored: finds unreachable code, and the places where paths meet, at
 * which it is worth comparing states.
 */
final class ControlFlow {
    private static final int DISCOVERED = 0x10;
    private static final int EXPLORED = 0x20;
    private static final int FALLTHROUGH = 1;
    private static final int BRANCH = 2;

    private final Code code;
    private final Log log;
    private final int[] state;
    private final int[] stack;
    private int depth;
    private final BitSet prunePoints = new BitSet();
    private final BitSet jumpPoints = new BitSet();
    private final FlowGraph graph;

    /** Walks and checks. */
    ControlFlow(Code code, Subprograms subprograms, Log log) {
        this.code = code;
        this.log = log;
        this.state = new int[code.length()];
        this.stack = new int[code.length()];
        check();
        this.graph = new FlowGraph(code, subprograms);
    }

    /** Returns the edges within functions. */
    FlowGraph graph() {
        return graph;
    }

    private void check() {
        state[0] = DISCOVERED;
        stack[0] = 0;
        depth = 1;
        while (depth > 0) {
            int slot = stack[depth - 1];
            if (!visit(slot)) {
                state[slot] = EXPLORED;
                depth--;
            }
        }
        for (int slot = 0; slot < code.length(); slot++) {
            if (state[slot] != EXPLORED) {
                throw log.reject(Errno.EINVAL, "unreachable insn %d", slot);
            }
            if (code.at(slot) instanceof Insn.LdImm64) {
                if (state[slot + 1] != 0) {
                    throw log.reject(Errno.EINVAL, "jump into the middle of ldimm64 insn %d", slot);
                }
                slot++;
            }
        }
    }

    /** Returns whether paths meet or fork here, so that states are worth comparing. */
    boolean isPrunePoint(int slot) {
        return prunePoints.get(slot);
    }

    /** Returns whether the slot is reached by a jump or call. */
    boolean isJumpPoint(int slot) {
        return jumpPoints.get(slot);
    }

    /** Follows the next edge; returns whether there was one to a place not seen before. */
    private boolean visit(int slot) {
        Insn insn = code.at(slot);
        if (insn == null || insn instanceof Insn.Exit) {
            return insn == null && push(slot, slot + 1, FALLTHROUGH);
        }
        if (code.entersFunction(slot)) {
            return visitCall(slot, slot + insn.slots(), code.targetOf(slot));
        }
        if (insn instanceof Insn.CallHelper || insn instanceof Insn.CallKfunc) {
            if (code.callsBack(slot)) {
                // The function that the helper calls comes back here.
                meet(slot);
            }
            meet(slot + 1);
            return push(slot, slot + 1, FALLTHROUGH);
        }
        if (insn instanceof Insn.Jump) {
            meet(code.targetOf(slot));
            return push(slot, code.targetOf(slot), FALLTHROUGH);
        }
        if (insn instanceof Insn.JumpIf) {
            prunePoints.set(slot);
            return push(slot, slot + 1, FALLTHROUGH) || push(slot, code.targetOf(slot), BRANCH);
        }
        return push(slot, slot + insn.slots(), FALLTHROUGH);
    }

    private boolean visitCall(int slot, int next, int callee) {
        if (push(slot, next, FALLTHROUGH)) {
            meet(next);
            return true;
        }
        meet(next);
        prunePoints.set(slot);
        return push(slot, callee, BRANCH);
    }

    private void meet(int slot) {
        if (slot >= 0 && slot < code.length()) {
            prunePoints.set(slot);
            jumpPoints.set(slot);
        }
    }

    private boolean push(int from, int to, int edge) {
        if (state[from] >= (DISCOVERED | edge)) {
            return false;
        }
        if (to < 0 || to >= code.length()) {
            throw log.reject(Errno.EINVAL, "jump out of range from insn %d to %d", from, to);
        }
        if (edge == BRANCH) {
            meet(to);
        }
        boolean isNew = state[to] == 0;
        if ((state[to] & 0xf0) != DISCOVERED) {
            state[from] = DISCOVERED | edge;
        }
        if (isNew) {
            state[to] = DISCOVERED;
            stack[depth++] = to;
        }
        return isNew;
    }
}
