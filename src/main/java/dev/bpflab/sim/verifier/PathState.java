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
    Checkpoint parent;
    /** How the path came here from there. */
    @Nullable
    JumpHistory history;
    /** How many paths from here are still being explored. */
    int branches = 1;
    /** How many calls of functions by helpers lie behind this path, one after the other. */
    int callbackUnrollDepth;
    /** The instruction that the path is at. */
    int slot;
    /** The one before it. */
    int lastSlot;
    /** The one at which the path left the state that it comes from. */
    int firstSlot;
    /** What matters in it, once it is remembered. */
    PreciseMarks precise = PreciseMarks.NONE;
    /** Whether what no path reads was forgotten, which is done once all have ended. */
    boolean cleaned;

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
        copy.history = history;
        copy.branches = branches;
        copy.callbackUnrollDepth = callbackUnrollDepth;
        copy.slot = slot;
        copy.lastSlot = lastSlot;
        copy.firstSlot = firstSlot;
        return copy;
    }

    /** Returns a copy to remember, which shares what is equal with the state that this path comes from. */
    PathState remembered() {
        PathState copy = copy();
        copy.precise = new PreciseMarks(frames.size());
        if (parent != null) {
            List<Frame> before = parent.state.frames;
            for (int i = 0; i < Math.min(frames.size(), before.size()); i++) {
                copy.frames.set(i, copy.frames.get(i).sharing(before.get(i)));
            }
        }
        return copy;
    }

    /** Forgets what no path from this state reads. */
    void clean(LiveRegs liveRegs, StackLiveness liveSlots) {
        cleaned = true;
        for (int i = 0; i < frames.size(); i++) {
            int regs = liveRegs.at(slotIn(i));
            long slots = liveSlots.live(this, i);
            frames.set(i, frames.get(i).keepOnly(regs, slots));
            precise.keepOnly(i, regs, slots);
        }
    }

    /** Returns the frame of the function that runs. */
    Frame frame() {
        return frames.get(frames.size() - 1);
    }

    /** Returns where a frame's function stands: at the call that it waits for, or where the path is. */
    int slotIn(int frame) {
        return frame + 1 < frames.size() ? frames.get(frame + 1).callSite : slot;
    }

    boolean hasSameCallSites(PathState other) {
        if (frames.size() != other.frames.size()) {
            return false;
        }
        for (int i = 0; i < frames.size(); i++) {
            if (frames.get(i).callSite != other.frames.get(i).callSite) {
                return false;
            }
        }
        return true;
    }

    RegState reg(Reg reg) {
        return frame().reg(reg);
    }

    /** Returns the register at a place, or what is spilled there, as one that may be changed. */
    RegState at(JumpHistory.Place place) {
        if (place instanceof JumpHistory.RegPlace reg) {
            return frames.get(reg.frame()).regs[reg.reg()];
        }
        JumpHistory.StackPlace slot = (JumpHistory.StackPlace) place;
        return frames.get(slot.frame()).own(slot.index()).spilled;
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
