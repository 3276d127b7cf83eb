package dev.bpflab.sim.verifier;

import dev.bpflab.isa.Reg;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The registers and stack of one function on the call chain. */
final class Frame {
    static final int MAX_STACK = 512;

    final int number;
    final int subprogram;
    /** The slot of the call that made this frame, -1 for the program itself. */
    final int callSite;

    /** What the function may return when a helper calls it, null when the program does. */
    final @Nullable ReturnRange callback;
    /** How often functions were called, along this path, by the helper that this frame's function calls. */
    int callbackDepth;

    final RegState[] regs;
    final List<StackSlot> stack;

    /** The values from {@code min} to {@code max}. */
    record ReturnRange(int min, int max) {}

    Frame(int number, int subprogram, int callSite, @Nullable ReturnRange callback) {
        this(number, subprogram, callSite, callback, new RegState[11], new ArrayList<>());
        for (int i = 0; i < regs.length; i++) {
            regs[i] = new RegState();
        }
        RegState fp = regs[Reg.R10.number()];
        fp.setPointer(RegType.STACK);
        fp.frame = number;
    }

    private Frame(
            int number,
            int subprogram,
            int callSite,
            @Nullable ReturnRange callback,
            RegState[] regs,
            List<StackSlot> stack) {
        this.number = number;
        this.subprogram = subprogram;
        this.callSite = callSite;
        this.callback = callback;
        this.regs = regs;
        this.stack = stack;
    }

    Frame copy() {
        RegState[] regsCopy = new RegState[regs.length];
        for (int i = 0; i < regs.length; i++) {
            regsCopy[i] = regs[i].copy();
        }
        stack.forEach(slot -> slot.shared = true);
        return with(regsCopy, new ArrayList<>(stack));
    }

    private Frame with(RegState[] otherRegs, List<StackSlot> otherStack) {
        Frame frame = new Frame(number, subprogram, callSite, callback, otherRegs, otherStack);
        frame.callbackDepth = callbackDepth;
        return frame;
    }

    /** Makes R0 to R5 unreadable, as a call does. */
    void forgetArguments() {
        for (int i = 0; i <= Reg.R5.number(); i++) {
            regs[i].setNotInit();
        }
    }

    /** Returns a remembered frame without the registers and stack slots that are not in the masks. */
    Frame keepOnly(int liveRegs, long liveSlots) {
        Frame kept = with(regs.clone(), new ArrayList<>(stack));
        boolean changed = false;
        for (int i = 0; i < Reg.R10.number(); i++) {
            if ((liveRegs >>> i & 1) == 0 && regs[i].type != RegType.NOT_INIT) {
                kept.regs[i] = RegState.NOTHING;
                changed = true;
            }
        }
        for (int i = 0; i < stack.size(); i++) {
            if ((liveSlots >>> i & 1) == 0 && !stack.get(i).isEmpty()) {
                kept.stack.set(i, StackSlot.NOTHING);
                changed = true;
            }
        }
        return changed ? kept : this;
    }

    /** Returns a frame to remember that shares what is equal with one that is remembered. */
    Frame sharing(Frame remembered) {
        boolean sameStack = stack.size() == remembered.stack.size();
        for (int i = 0; sameStack && i < stack.size(); i++) {
            sameStack = stack.get(i) == remembered.stack.get(i);
        }
        boolean same = sameStack
                && subprogram == remembered.subprogram
                && callSite == remembered.callSite
                && callbackDepth == remembered.callbackDepth
                && Objects.equals(callback, remembered.callback);
        for (int i = 0; i < regs.length; i++) {
            if (regs[i].isSame(remembered.regs[i])) {
                regs[i] = remembered.regs[i];
            } else {
                same = false;
            }
        }
        if (same) {
            return remembered;
        }
        return sameStack ? with(regs, remembered.stack) : this;
    }

    RegState reg(Reg reg) {
        return regs[reg.number()];
    }

    /** Returns the slot that holds the byte at a negative offset, growing the stack to it; it may be changed. */
    StackSlot slotAt(int offset) {
        grow(-offset);
        return own(indexOf(offset));
    }

    /** Returns the index of the slot that holds the byte at a negative offset. */
    static int indexOf(int offset) {
        return (-offset - 1) / 8;
    }

    /** Returns a slot by its index, as one that may be changed. */
    StackSlot own(int index) {
        StackSlot slot = stack.get(index);
        if (slot.shared) {
            slot = slot.copy();
            stack.set(index, slot);
        }
        return slot;
    }

    /** Returns where in its slot the byte at a negative offset stands. */
    static int byteOf(int offset) {
        return (-offset - 1) % 8;
    }

    void grow(int bytes) {
        while (stack.size() * 8 < bytes) {
            stack.add(new StackSlot());
        }
    }
}
