package dev.bpflab.sim.verifier;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The loops that paths are in. What matters in a state within a loop is known only when every path from the loop's first
 * state has ended, since any of them may come back to it. Until then a path that meets a covering state is kept with it;
 * when the loop is left, marks go along all of these until there are no new ones.
 */
final class Loops {
    private static final int MAX_ROUNDS = 64;

    /** A path that ended in a state that covers it. */
    private record BackEdge(PathState path, PathState covering) {}

    /** One loop, as one chain of calls leads to it. */
    private static final class Visit {
        @Nullable
        PathState entry;

        final List<BackEdge> backEdges = new ArrayList<>();
    }

    private final FlowGraph graph;
    private final Precision precision;
    private final Log log;
    private final Map<CallChain, Visit> visits = new HashMap<>();
    /** How many paths are kept. */
    private int kept;

    Loops(FlowGraph graph, Precision precision, Log log) {
        this.graph = graph;
        this.precision = precision;
        this.log = log;
    }

    int kept() {
        return kept;
    }

    /** Returns the outermost loop that a state is in and the calls that lead there, or null. */
    private @Nullable CallChain loopOf(PathState state) {
        for (int frame = 0; frame < state.frames.size(); frame++) {
            int component = graph.component(state.slotIn(frame));
            if (component != 0) {
                return CallChain.to(state, frame, component);
            }
        }
        return null;
    }

    private void trace(String what, CallChain chain) {
        if (log.complete()) {
            log.append("SCC " + what + " " + chain + "\n");
        }
    }

    /** Notes that a state was remembered, which may be the first one in a loop. */
    void enter(PathState state) {
        CallChain chain = loopOf(state);
        if (chain != null) {
            Visit visit = visits.computeIfAbsent(chain, key -> new Visit());
            if (visit.entry == null) {
                visit.entry = state;
                trace("enter", chain);
            }
        }
    }

    /** Notes that all paths from a state have ended; returns whether that ended a loop. */
    boolean exit(PathState state) {
        CallChain chain = loopOf(state);
        Visit visit = chain == null ? null : visits.get(chain);
        if (chain == null || visit == null || visit.entry != state) {
            return false;
        }
        trace("exit", chain);
        visit.entry = null;
        kept -= visit.backEdges.size();
        return true;
    }

    /** Hands on the marks of a loop that has ended. */
    void settle(PathState state) {
        CallChain chain = loopOf(state);
        Visit visit = chain == null ? null : visits.get(chain);
        if (visit == null) {
            return;
        }
        boolean changed = true;
        for (int round = 1; changed; round++) {
            if (round > MAX_ROUNDS) {
                visit.backEdges.forEach(edge -> precision.markAll(edge.path));
                break;
            }
            changed = false;
            for (BackEdge edge : visit.backEdges) {
                changed |= precision.propagate(edge.covering, edge.path);
            }
        }
        visit.backEdges.clear();
    }

    /** Keeps a path that a state within a loop covers. */
    void keep(PathState path, PathState covering) {
        CallChain chain = loopOf(covering);
        Visit visit = chain == null ? null : visits.get(chain);
        if (chain == null || visit == null) {
            throw new IllegalStateException("a covering state in no loop");
        }
        trace("backedge", chain);
        visit.backEdges.add(0, new BackEdge(path, covering));
        kept++;
    }

    /** Returns whether a state may get more marks when the loop that it is in ends. */
    boolean isUnsettled(PathState state) {
        CallChain chain = loopOf(state);
        Visit visit = chain == null ? null : visits.get(chain);
        return visit != null && !visit.backEdges.isEmpty();
    }
}
