package dev.bpflab.sim.verifier;

import dev.bpflab.bpf.Errno;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Remembers states where paths meet, ends paths that bring nothing new, and finds loops that make no progress. */
final class Pruner {
    private static final int NEW_STATE_JUMPS = 2;
    private static final int NEW_STATE_INSNS = 8;
    private static final int LOOP_JUMPS = 20;
    private static final int LOOP_INSNS = 100;
    private static final int PATIENCE = 3;

    /** A remembered state, and how often it was of use. */
    private static final class Remembered {
        final PathState state;
        int hits;
        int misses;

        Remembered(PathState state) {
            this.state = state;
        }
    }

    private final Env env;
    private final LiveRegs live;
    private final StatePrinter printer;
    private final Map<Integer, List<Remembered>> bySlot = new HashMap<>();
    private int jumps;
    private int insns;
    private int jumpsAtLast;
    private int insnsAtLast;
    int maxPerInsn;
    int total;

    Pruner(Env env, LiveRegs live, StatePrinter printer) {
        this.env = env;
        this.live = live;
        this.printer = printer;
    }

    void countInsn() {
        insns++;
    }

    void countJump() {
        jumps++;
    }

    int insns() {
        return insns;
    }

    /** Returns whether the current path need not go on from here; otherwise may remember it. */
    boolean isVisited(int slot) {
        boolean calls = Callbacks.isCalledAt(env.code, slot);
        boolean add = calls || (jumps - jumpsAtLast >= NEW_STATE_JUMPS && insns - insnsAtLast >= NEW_STATE_INSNS);
        List<Remembered> known = bySlot.computeIfAbsent(slot, key -> new ArrayList<>());
        int count = known.size();
        for (Iterator<Remembered> each = known.iterator(); each.hasNext(); ) {
            Remembered old = each.next();
            if (old.state.branches > 0) {
                // A function that a helper calls again is done when another call would bring nothing new.
                if (calls && StateComparison.covers(old.state, env.cur, live)) {
                    old.hits++;
                    return true;
                }
                if (!calls
                        && old.state.callbackUnrollDepth == env.cur.callbackUnrollDepth
                        && StateComparison.same(old.state, env.cur, live)) {
                    throw infiniteLoop(slot, old.state);
                }
                if (!calls && jumps - jumpsAtLast < LOOP_JUMPS && insns - insnsAtLast < LOOP_INSNS) {
                    add = false;
                }
            } else if (StateComparison.covers(old.state, env.cur, live)) {
                old.hits++;
                return true;
            }
            if (add) {
                old.misses++;
            }
            if (old.misses > old.hits * PATIENCE + PATIENCE) {
                each.remove();
            }
        }
        maxPerInsn = Math.max(maxPerInsn, count);
        if (add) {
            remember(slot, known);
        }
        return false;
    }

    /** Returns the last state remembered at a slot from which the current path comes, or null. */
    @Nullable
    PathState ongoing(int slot) {
        for (Remembered old : bySlot.getOrDefault(slot, List.of())) {
            if (old.state.branches > 0 && old.state.hasSameCalls(env.cur)) {
                return old.state;
            }
        }
        return null;
    }

    private void remember(int slot, List<Remembered> known) {
        total++;
        jumpsAtLast = jumps;
        insnsAtLast = insns;
        PathState state = env.cur.copy();
        state.slot = slot;
        state.branches = 1;
        env.cur.parent = state;
        env.cur.branches = 1;
        known.add(0, new Remembered(state));
    }

    private Rejection infiniteLoop(int slot, PathState old) {
        env.log.print("infinite loop detected at insn %d\n", slot);
        env.log.print("cur state:");
        printer.state(env.cur, env.cur.frames.size() - 1, true);
        env.log.print("old state:");
        printer.state(old, old.frames.size() - 1, true);
        return new Rejection(Errno.EINVAL);
    }

    /** Notes that a path has ended: the states it came from have one open branch less. */
    static void pathEnded(PathState ended) {
        PathState state = ended;
        while (state != null) {
            state.branches--;
            if (state.branches > 0) {
                return;
            }
            state = state.parent;
        }
    }
}
