package dev.bpflab.sim.verifier;

import dev.bpflab.isa.Reg;
import java.util.List;

/** Registers that hold the same number, or the same number plus a constant: what is learnt of one holds for all. */
final class LinkedNumbers {
    /** How many are followed; the others are no longer linked. */
    private static final int MAX = 6;

    private LinkedNumbers() {}

    /** Adds the places of all numbers that are linked with one and may still be read. */
    static void collect(PathState state, LiveRegs live, RegState number, List<JumpHistory.Place> places) {
        if (!number.isScalar() || number.id == 0) {
            return;
        }
        int id = number.id;
        for (int i = state.frames.size() - 1; i >= 0; i--) {
            Frame frame = state.frames.get(i);
            int liveRegs = live.at(state.slotIn(i));
            for (int reg = 0; reg < Reg.R10.number(); reg++) {
                boolean linked = (liveRegs >>> reg & 1) != 0 && isLinked(frame.regs[reg], id);
                if (linked && !add(places, new JumpHistory.RegPlace(i, reg))) {
                    frame.regs[reg].forgetId();
                }
            }
            for (int slot = 0; slot < frame.stack.size(); slot++) {
                boolean linked = frame.stack.get(slot).holdsRegister() && isLinked(frame.stack.get(slot).spilled, id);
                if (linked && !add(places, new JumpHistory.StackPlace(i, slot))) {
                    frame.own(slot).spilled.forgetId();
                }
            }
        }
    }

    private static boolean isLinked(RegState reg, int id) {
        return reg.isScalar() && reg.id == id;
    }

    private static boolean add(List<JumpHistory.Place> places, JumpHistory.Place place) {
        return places.size() < MAX && places.add(place);
    }

    /** Hands on to the numbers at some places what was learnt of one that they are linked with. */
    static void sync(PathState state, RegState known, List<JumpHistory.Place> places) {
        RegState from = known.copy();
        for (JumpHistory.Place place : places) {
            RegState reg = state.at(place);
            if (reg != known && reg.isScalar() && reg.id != 0 && reg.id == from.id) {
                follow(reg, from);
            }
        }
    }

    private static void follow(RegState reg, RegState from) {
        if (reg.plusOff && from.plusOff && reg.narrowOff != from.narrowOff) {
            return;
        }
        boolean isPlain = !reg.plusOff && !from.plusOff;
        if (isPlain || distance(reg) == distance(from)) {
            reg.set(from);
            return;
        }
        int off = distance(reg);
        boolean plusOff = reg.plusOff;
        boolean narrowOff = reg.narrowOff;
        long difference = (long) off - distance(from);
        reg.set(from);
        reg.off = off;
        reg.plusOff = plusOff;
        reg.narrowOff = narrowOff;
        ScalarOps.add(reg.num, Bounds.constant(difference));
        if (narrowOff || from.narrowOff) {
            reg.num.zeroExtend32();
        }
        reg.num.sync();
    }

    private static int distance(RegState reg) {
        return reg.plusOff ? reg.off : 0;
    }
}
