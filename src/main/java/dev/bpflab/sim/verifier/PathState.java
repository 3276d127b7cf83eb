package dev.bpflab.sim.verifier;

import dev.bpflab.isa.Reg;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Everything that is known at one point of one path: the frames of the call chain and the references held. */
final class PathState {
    final List<Frame> frames = new ArrayList<>();
    /** The ids of references that are to be released. */
    final List<Integer> refs = new ArrayList<>();
    /** Where each reference was taken. */
    final Map<Integer, Integer> refSlots = new HashMap<>();
    /** The remembered state that this path comes from. */
    @Nullable
    PathState parent;
    /** How many paths from here are still being explored. */
    int branches = 1;
    /** How many calls of functions by helpers lie behind this path, one after the other. */
    int callbackUnrollDepth;

    int slot;
    int lastSlot;
    int firstSlot;

    static PathState atStart() {
        PathState state = new PathState();
        Frame main = new Frame(0, 0, -1, null);
        main.reg(Reg.R1).setPointer(RegType.CTX);
        state.frames.add(main);
        return state;
    }

    PathState copy() {
        PathState copy = new PathState();
        for (Frame frame : frames) {
            copy.frames.add(frame.copy());
        }
        copy.refs.addAll(refs);
        copy.refSlots.putAll(refSlots);
        copy.parent = parent;
        copy.branches = branches;
        copy.callbackUnrollDepth = callbackUnrollDepth;
        copy.slot = slot;
        copy.lastSlot = lastSlot;
        copy.firstSlot = firstSlot;
        return copy;
    }

    /** Returns the frame of the function that runs. */
    Frame frame() {
        return frames.get(frames.size() - 1);
    }

    /** Returns whether the functions on the call chain were called from the same places. */
    boolean hasSameCalls(PathState other) {
        return frames.stream()
                .map(frame -> frame.callSite)
                .toList()
                .equals(other.frames.stream().map(frame -> frame.callSite).toList());
    }

    RegState reg(Reg reg) {
        return frame().reg(reg);
    }

    /** Visits every register of every frame, then what is spilled on their stacks. */
    void forEachReg(Consumer<RegState> action) {
        for (Frame frame : frames) {
            for (RegState reg : frame.regs) {
                action.accept(reg);
            }
            for (int i = 0; i < frame.stack.size(); i++) {
                if (frame.stack.get(i).holdsRegister()) {
                    action.accept(frame.own(i).spilled);
                }
            }
        }
    }
}
