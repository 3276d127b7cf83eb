package dev.bpflab.sim.verifier;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Whether a remembered state covers the current one: everything that the current state allows was allowed there, so
 * that what was found safe from there is safe from here.
 */
final class StateComparison {
    /** How much must agree. */
    enum Strictness {
        /** Numbers only where their exact value matters. */
        PRECISE_ONLY,
        /** All numbers, since it is not known yet which of them matter. */
        RANGES,
        /** Everything: nothing at all has changed, as in a loop that makes no progress. */
        EXACT
    }

    private static final int PLUS_OFF = 1 << 31;
    private static final int PLUS_NARROW_OFF = 1 << 30;

    private final LiveRegs live;
    private final Strictness strictness;
    private final IdMap ids = new IdMap();

    private StateComparison(LiveRegs live, Strictness strictness) {
        this.live = live;
        this.strictness = strictness;
    }

    static boolean covers(PathState old, PathState cur, LiveRegs live, Strictness strictness) {
        return new StateComparison(live, strictness).states(old, cur);
    }

    /** Returns whether the registers of the function that runs have not changed at all, ids included. */
    static boolean mayLoop(PathState old, PathState cur) {
        if (old.frames.size() != cur.frames.size()) {
            return false;
        }
        Frame was = old.frame();
        Frame is = cur.frame();
        for (int i = 0; i < was.regs.length; i++) {
            RegState oldReg = was.regs[i];
            RegState curReg = is.regs[i];
            if (idOf(oldReg) != idOf(curReg) || oldReg.ref != curReg.ref || !sameValue(oldReg, curReg)) {
                return false;
            }
        }
        return true;
    }

    private boolean states(PathState old, PathState cur) {
        if (!old.hasSameCallSites(cur) || old.refs.size() != cur.refs.size()) {
            return false;
        }
        for (int i = 0; i < old.refs.size(); i++) {
            if (!ids.match(old.refs.get(i), cur.refs.get(i))) {
                return false;
            }
        }
        for (int i = 0; i < old.frames.size(); i++) {
            if (!registers(old, cur, i) || !stack(old, cur, i)) {
                return false;
            }
        }
        return true;
    }

    private boolean registers(PathState oldState, PathState curState, int frame) {
        Frame old = oldState.frames.get(frame);
        Frame cur = curState.frames.get(frame);
        if (old.callbackDepth > cur.callbackDepth) {
            return false;
        }
        int liveRegs = live.at(oldState.slotIn(frame));
        int precise = oldState.precise.regs(frame);
        for (int i = 0; i < old.regs.length; i++) {
            if ((liveRegs >>> i & 1) != 0 && !reg(old.regs[i], cur.regs[i], (precise >>> i & 1) != 0)) {
                return false;
            }
        }
        return true;
    }

    private boolean reg(RegState old, RegState cur, boolean precise) {
        if (strictness == Strictness.EXACT) {
            return exactly(old, cur);
        }
        if (old.type == RegType.NOT_INIT) {
            return true;
        }
        if (old.type != cur.type || old.orNull != cur.orNull) {
            return false;
        }
        return switch (old.type) {
            case SCALAR -> (!precise && strictness == Strictness.PRECISE_ONLY) || number(old, cur);
            case MAP_VALUE, MAP_KEY, RINGBUF_MEM ->
                old.off == cur.off
                        && sameObject(old, cur)
                        && old.num.contains(cur.num)
                        && ids.match(old.id, cur.id)
                        && ids.match(old.ref, cur.ref);
            case PACKET, PACKET_META ->
                coversRange(old.range, cur.range)
                        && old.off == cur.off
                        && ids.match(old.id, cur.id)
                        && old.num.contains(cur.num);
            default -> exactly(old, cur);
        };
    }

    private boolean number(RegState old, RegState cur) {
        return old.plusOff == cur.plusOff
                && old.narrowOff == cur.narrowOff
                && (!old.plusOff || old.off == cur.off)
                && old.num.contains(cur.num)
                && ids.matchNumber(idOf(old), idOf(cur));
    }

    /** A number that is another one plus a constant is linked otherwise than that one. */
    private static int idOf(RegState reg) {
        if (!reg.plusOff) {
            return reg.id;
        }
        return reg.id | (reg.narrowOff ? PLUS_NARROW_OFF : PLUS_OFF);
    }

    private static boolean coversRange(int old, int cur) {
        return (old < 0 || cur < 0) ? old == cur : old <= cur;
    }

    private static boolean sameObject(RegState old, RegState cur) {
        boolean sameMap = old.map == null ? cur.map == null : old.map.equals(cur.map);
        return sameMap && old.memSize == cur.memSize;
    }

    private boolean exactly(RegState old, RegState cur) {
        return sameValue(old, cur)
                && old.frame == cur.frame
                && old.subprogram == cur.subprogram
                && ids.match(idOf(old), idOf(cur))
                && ids.match(old.ref, cur.ref);
    }

    private static boolean sameValue(RegState old, RegState cur) {
        return old.type == cur.type
                && old.orNull == cur.orNull
                && old.off == cur.off
                && old.range == cur.range
                && sameObject(old, cur)
                && old.num.sameAs(cur.num);
    }

    private boolean stack(PathState oldState, PathState curState, int frame) {
        Frame old = oldState.frames.get(frame);
        Frame cur = curState.frames.get(frame);
        long precise = oldState.precise.slots(frame);
        for (int i = 0; i < old.stack.size(); i++) {
            StackSlot was = old.stack.get(i);
            if (i >= cur.stack.size()) {
                if (strictness == Strictness.EXACT || !was.isMisc()) {
                    return false;
                }
            } else if (!slot(was, cur.stack.get(i), (precise >>> i & 1) != 0)) {
                return false;
            }
        }
        return true;
    }

    private boolean slot(StackSlot old, StackSlot cur, boolean precise) {
        if (strictness == Strictness.EXACT) {
            return Arrays.equals(old.kinds, cur.kinds)
                    && (!old.holdsRegister() || reg(old.spilled, cur.spilled, precise));
        }
        if (old.isMisc()) {
            return true;
        }
        RegState oldNumber = asNumber(old);
        RegState curNumber = asNumber(cur);
        if (oldNumber != null && curNumber != null) {
            return reg(oldNumber, curNumber, precise);
        }
        for (int i = 0; i < 8; i++) {
            byte was = old.kinds[i];
            boolean ignored = was == StackSlot.INVALID || was == StackSlot.MISC;
            if (!ignored && was != cur.kinds[i]) {
                return false;
            }
        }
        return !old.holdsRegister() || reg(old.spilled, cur.spilled, precise);
    }

    /** Returns the number that a load of the whole slot gives, or null. */
    private static @Nullable RegState asNumber(StackSlot slot) {
        if (slot.holdsScalar() && slot.spillSize() == 8) {
            return slot.spilled;
        }
        if (slot.isMisc()) {
            RegState unknown = new RegState();
            unknown.setUnknown();
            return unknown;
        }
        return null;
    }
}
