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
    private static final int LONG_HISTORY = 40;

    private final Env env;
    private final Loops loops;
    /** The states compared with, the newest first, under the kernel's hash of the instruction and the call. */
    private final Map<Integer, List<Checkpoint>> buckets = new HashMap<>();

    private int jumps;
    private int insns;
    private int jumpsAtLast;
    private int insnsAtLast;
    private int known;
    private int evicted;
    int maxPerInsn;
    int total;
    int peak;

    Pruner(Env env, Loops loops) {
        this.env = env;
        this.loops = loops;
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
        boolean force = env.code.callsBack(slot) || (env.cur.history != null && env.cur.history.count() > LONG_HISTORY);
        boolean add = force || (jumps - jumpsAtLast >= NEW_STATE_JUMPS && insns - insnsAtLast >= NEW_STATE_INSNS);
        List<Checkpoint> bucket = bucket(slot);
        forgetDead(bucket);
        int count = bucket.size();
        for (Iterator<Checkpoint> each = bucket.iterator(); each.hasNext(); ) {
            Checkpoint old = each.next();
            if (old.state.slot != slot) {
                continue;
            }
            if (old.state.branches > 0) {
                if (env.code.callsBack(slot)) {
                    // a function that a helper calls again is done when another call would bring nothing new
                    if (compare(old.state, StateComparison.Strictness.RANGES)) {
                        return hit(old, false);
                    }
                } else if (old.state.callbackUnrollDepth == env.cur.callbackUnrollDepth
                        && StateComparison.mayLoop(old.state, env.cur)
                        && compare(old.state, StateComparison.Strictness.EXACT)) {
                    throw infiniteLoop(slot, old.state);
                }
                if (!force && jumps - jumpsAtLast < LOOP_JUMPS && insns - insnsAtLast < LOOP_INSNS) {
                    add = false;
                }
            } else {
                boolean unsettled = loops.isUnsettled(old.state);
                if (compare(
                        old.state,
                        unsettled ? StateComparison.Strictness.RANGES : StateComparison.Strictness.PRECISE_ONLY)) {
                    return hit(old, unsettled);
                }
            }
            old.misses += add ? 1 : 0;
            if (old.isUseless(env.code.callsBack(slot))) {
                each.remove();
                evict(old);
            }
        }
        maxPerInsn = Math.max(maxPerInsn, count);
        if (add) {
            remember(bucket);
        }
        return false;
    }

    /** Returns the last state remembered at a slot from which the current path comes, or null. */
    @Nullable
    PathState ongoing(int slot) {
        for (Checkpoint old : bucket(slot)) {
            if (old.state.slot == slot && old.state.branches > 0 && old.state.hasSameCallSites(env.cur)) {
                return old.state;
            }
        }
        return null;
    }

    private List<Checkpoint> bucket(int slot) {
        int hash = Integer.remainderUnsigned(slot ^ env.frame().callSite, env.code.length());
        return buckets.computeIfAbsent(hash, key -> new ArrayList<>());
    }

    private boolean compare(PathState old, StateComparison.Strictness strictness) {
        return StateComparison.covers(old, env.cur, env.live, strictness);
    }

    /** Ends the path in a state that covers it: what matters there matters on the way here. */
    private boolean hit(Checkpoint old, boolean unsettled) {
        old.hits++;
        if (env.meetings.isJumpPoint(env.slot)) {
            env.recordJump();
        }
        env.precision.propagate(old.state, env.cur);
        if (unsettled) {
            loops.keep(env.cur.copy(), old.state);
            updatePeak();
        }
        return true;
    }

    private void updatePeak() {
        peak = Math.max(peak, known + evicted + loops.kept());
    }

    private void evict(Checkpoint old) {
        old.evicted = true;
        known--;
        evicted++;
        freeIfUnused(old);
    }

    private void freeIfUnused(Checkpoint old) {
        if (old.evicted && old.state.branches == 0 && !loops.isUnsettled(old.state)) {
            evicted--;
        }
    }

    /** Clears in states from which every path has ended what no path read: it need not be compared. */
    private void forgetDead(List<Checkpoint> bucket) {
        for (Checkpoint each : bucket) {
            PathState state = each.state;
            if (state.branches == 0
                    && !state.cleaned
                    && state.slot == env.slot
                    && state.hasSameCallSites(env.cur)
                    && !loops.isUnsettled(state)) {
                state.clean(env.live, env.liveness);
            }
        }
    }

    private void remember(List<Checkpoint> bucket) {
        total++;
        known++;
        updatePeak();
        jumpsAtLast = jumps;
        insnsAtLast = insns;
        PathState state = env.cur.remembered();
        loops.enter(state);
        Checkpoint checkpoint = new Checkpoint(state);
        env.cur.parent = checkpoint;
        env.cur.firstSlot = env.slot;
        env.cur.history = null;
        bucket.add(0, checkpoint);
    }

    private Rejection infiniteLoop(int slot, PathState old) {
        env.log.print("infinite loop detected at insn %d\n", slot);
        env.log.print("cur state:");
        env.printer.state(env.cur, env.cur.frames.size() - 1, true);
        env.log.print("old state:");
        env.printer.state(old, old.frames.size() - 1, true);
        return new Rejection(Errno.EINVAL);
    }

    /** Notes that a path has ended: the states it came from have one open branch less. */
    void pathEnded(PathState ended) {
        PathState state = ended;
        Checkpoint self = null;
        while (true) {
            state.branches--;
            if (state.branches > 0) {
                return;
            }
            if (loops.exit(state)) {
                updatePeak();
                loops.settle(state);
            }
            if (self != null) {
                freeIfUnused(self);
            }
            self = state.parent;
            if (self == null) {
                return;
            }
            state = self.state;
        }
    }
}
