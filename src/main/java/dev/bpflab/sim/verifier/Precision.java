package dev.bpflab.sim.verifier;

import dev.bpflab.isa.Reg;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which numbers matter. Only where the exact value of a number decided something (a branch, an offset, a size) must later
 * states agree on it, so that when it does, the path is walked back to where the number came from, and in every remembered
 * state on the way the registers and stack slots that it was computed from are marked.
 */
final class Precision {
    private final Env env;
    private final int[] regs = new int[LocalCalls.MAX_FRAMES];
    private final long[] slots = new long[LocalCalls.MAX_FRAMES];
    private final BackwardStep step;
    /** The frame of the instruction that the walk is at. */
    private int frame;

    private boolean changed;

    Precision(Env env) {
        this.env = env;
        this.step = new BackwardStep(env.code, this);
    }

    /** Marks a number in a register of the function that runs. */
    void mark(Reg reg) {
        RegState state = env.reg(reg);
        if (state.isScalar()) {
            add(new JumpHistory.RegPlace(env.cur.frames.size() - 1, reg.number()));
            walk(env.cur);
        }
    }

    /** Marks a spilled number. */
    void mark(JumpHistory.StackPlace place) {
        add(place);
        walk(env.cur);
    }

    /** Marks in what led to one state all that is marked in another, which covers it; returns whether that was news. */
    boolean propagate(PathState covering, PathState path) {
        for (int i = covering.frames.size() - 1; i >= 0; i--) {
            int fromRegs = covering.precise.regs(i);
            long fromSlots = covering.precise.slots(i);
            regs[i] |= fromRegs;
            slots[i] |= fromSlots;
            if (env.log.complete() && (fromRegs != 0 || fromSlots != 0)) {
                env.log.append("frame " + i + ": propagating " + names(fromRegs, fromSlots) + "\n");
            }
        }
        changed = false;
        walk(path);
        return changed;
    }

    private static String names(int someRegs, long someSlots) {
        StringBuilder text = new StringBuilder(registers(someRegs));
        for (long rest = someSlots; rest != 0; rest &= rest - 1) {
            text.append(text.isEmpty() ? "" : ",").append("fp").append(-8 * (Long.numberOfTrailingZeros(rest) + 1));
        }
        return text.toString();
    }

    private static String registers(int mask) {
        StringBuilder text = new StringBuilder();
        for (int rest = mask; rest != 0; rest &= rest - 1) {
            text.append(text.isEmpty() ? "" : ",").append('r').append(Integer.numberOfTrailingZeros(rest));
        }
        return text.toString();
    }

    private void walk(PathState start) {
        frame = start.frames.size() - 1;
        if (!isEmpty() && !walkBack(start)) {
            markAll(start);
            Arrays.fill(regs, 0);
            Arrays.fill(slots, 0);
        }
    }

    /** Returns whether the origin of everything sought was found; otherwise it must all be marked. */
    private boolean walkBack(PathState start) {
        PathState state = start;
        int first = state.firstSlot;
        int last = state.slot;
        int later = -1;
        boolean isStart = true;
        while (true) {
            if (env.log.complete()) {
                env.log.append("mark_precise: frame" + frame + ": last_idx " + last + " first_idx " + first
                        + " subseq_idx " + later + " \n");
            }
            JumpHistory history = state.history;
            int at = last;
            while (true) {
                if (!isStart && !back(at, later, history)) {
                    return false;
                }
                isStart = false;
                if (isEmpty()) {
                    return true;
                }
                later = at;
                JumpHistory jump = history != null && history.slot() == at ? history : null;
                if (at == state.firstSlot && (history == null || (history.count() == 1 && jump != null))) {
                    break;
                }
                if (jump != null) {
                    at = jump.from();
                    history = jump.older();
                } else {
                    at--;
                }
                if (at < 0) {
                    return false;
                }
            }
            if (state.parent == null) {
                return false;
            }
            state = state.parent.state;
            markIn(state);
            if (isEmpty()) {
                return true;
            }
            later = first;
            last = state.lastSlot;
            first = state.firstSlot;
        }
    }

    private boolean back(int slot, int later, @Nullable JumpHistory history) {
        if (env.code.at(slot) == null) {
            return true;
        }
        if (env.log.complete()) {
            env.log.append("mark_precise: frame" + frame + ": regs=" + registers(regs[frame]) + " stack="
                    + StackLiveness.slots(slots[frame]) + " before " + InsnText.line(slot, env.code.insn(slot)) + "\n");
        }
        return step.back(slot, later, history != null && history.slot() == slot ? history : null);
    }

    private void markIn(PathState state) {
        for (int i = frame; i >= 0; i--) {
            Frame each = state.frames.get(i);
            int numbers = 0;
            for (int reg = 0; reg < each.regs.length; reg++) {
                numbers |= each.regs[reg].isScalar() ? 1 << reg : 0;
            }
            regs[i] &= numbers & ~state.precise.regs(i);
            long spilled = 0;
            for (long rest = slots[i]; rest != 0; rest &= rest - 1) {
                int index = Long.numberOfTrailingZeros(rest);
                boolean isNumber =
                        index < each.stack.size() && each.stack.get(index).holdsScalar();
                spilled |= isNumber ? 1L << index : 0;
            }
            slots[i] &= spilled & ~state.precise.slots(i);
            changed |= regs[i] != 0 || slots[i] != 0;
            state.precise.add(i, regs[i], slots[i]);
            if (env.log.complete()) {
                env.log.append("mark_precise: frame" + i + ": parent state regs=" + registers(regs[i]) + " stack="
                        + StackLiveness.slots(slots[i]) + ": ");
                env.printer.state(state, i, true);
            }
        }
    }

    /** Marks every number in every remembered state that a path comes from. */
    void markAll(PathState start) {
        if (env.log.complete()) {
            env.log.append("mark_precise: frame" + (start.frames.size() - 1)
                    + ": falling back to forcing all scalars precise\n");
        }
        for (Checkpoint from = start.parent; from != null; from = from.state.parent) {
            for (Frame each : from.state.frames) {
                force(from.state.precise, each);
            }
        }
    }

    private void force(PreciseMarks marks, Frame each) {
        int known = marks.regs(each.number);
        long knownSlots = marks.slots(each.number);
        for (int reg = 0; reg < Reg.R10.number(); reg++) {
            if (each.regs[reg].isScalar() && (known >>> reg & 1) == 0) {
                marks.add(each.number, 1 << reg, 0);
                forced(each, "r" + reg);
            }
        }
        for (int i = 0; i < each.stack.size(); i++) {
            if (each.stack.get(i).holdsScalar() && (knownSlots >>> i & 1) == 0) {
                marks.add(each.number, 0, 1L << i);
                forced(each, "fp" + -8 * (i + 1));
            }
        }
    }

    private void forced(Frame each, String what) {
        if (env.log.complete()) {
            env.log.append("force_precise: frame" + each.number + ": forcing " + what + " to be precise\n");
        }
    }

    private boolean isEmpty() {
        for (int i = 0; i <= frame; i++) {
            if (regs[i] != 0 || slots[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** Returns the registers sought in the frame that the walk is in, as a mask. */
    int soughtRegs() {
        return regs[frame];
    }

    long soughtSlots() {
        return slots[frame];
    }

    boolean seeks(JumpHistory.Place place) {
        if (place instanceof JumpHistory.RegPlace reg) {
            return (regs[reg.frame()] >>> reg.reg() & 1) != 0;
        }
        JumpHistory.StackPlace slot = (JumpHistory.StackPlace) place;
        return (slots[slot.frame()] >>> slot.index() & 1) != 0;
    }

    void add(JumpHistory.Place place) {
        if (place instanceof JumpHistory.RegPlace reg) {
            regs[reg.frame()] |= 1 << reg.reg();
        } else if (place instanceof JumpHistory.StackPlace slot) {
            slots[slot.frame()] |= 1L << slot.index();
        }
    }

    void remove(JumpHistory.Place place) {
        if (place instanceof JumpHistory.RegPlace reg) {
            regs[reg.frame()] &= ~(1 << reg.reg());
        } else if (place instanceof JumpHistory.StackPlace slot) {
            slots[slot.frame()] &= ~(1L << slot.index());
        }
    }

    int frame() {
        return frame;
    }

    /** Goes back into a function that has returned; returns whether there can be one. */
    boolean enterFunction() {
        if (frame == LocalCalls.MAX_FRAMES - 1) {
            return false;
        }
        frame++;
        return true;
    }

    /** Goes back to the caller of a function; returns whether there is one. */
    boolean leaveFunction() {
        if (frame == 0) {
            return false;
        }
        frame--;
        return true;
    }
}
