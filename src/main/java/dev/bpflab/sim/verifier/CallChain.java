package dev.bpflab.sim.verifier;

import java.util.ArrayList;
import java.util.List;

/**
 * The calls that lead to a function or loop.
 *
 * @param callSites the slots of the calls, the outermost first
 * @param target what they lead to
 */
record CallChain(List<Integer> callSites, int target) {
    /** Returns the calls that lead to a frame of a path, and where its function starts. */
    static CallChain toFrame(PathState path, int frame, Subprograms subprograms) {
        return new CallChain(sites(path, frame), subprograms.startOf(path.frames.get(frame).subprogram));
    }

    /** Returns the calls that lead to a frame of a path, and any target there. */
    static CallChain to(PathState path, int frame, int target) {
        return new CallChain(sites(path, frame), target);
    }

    private static List<Integer> sites(PathState path, int frame) {
        List<Integer> sites = new ArrayList<>(frame);
        for (int i = 1; i <= frame; i++) {
            sites.add(path.frames.get(i).callSite);
        }
        return List.copyOf(sites);
    }

    int depth() {
        return callSites.size();
    }

    /** Returns the slot of the innermost call. */
    int callSite() {
        return callSites.get(depth() - 1);
    }

    /** Returns the calls that lead to the caller, whose function starts at a slot. */
    CallChain outer(int start) {
        return new CallChain(callSites.subList(0, depth() - 1), start);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("(");
        callSites.forEach(site -> text.append(site).append(','));
        return text.append(target).append(')').toString();
    }
}
