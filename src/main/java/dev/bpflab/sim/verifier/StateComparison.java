package dev.bpflab.sim.verifier;

/**
 * Whether a remembered state covers the current one: everything that the current state allows was allowed there, so
 * that what was found safe from there is safe from here.
 */
final class StateComparison {
    private final LiveRegs live;
    private final boolean exact;
    private final IdMap ids = new IdMap();

    private StateComparison(LiveRegs live, boolean exact) {
        this.live = live;
        this.exact = exact;
    }

    static boolean covers(PathState old, PathState cur, LiveRegs live) {
        return new StateComparison(live, false).states(old, cur);
    }

    /** Returns whether nothing at all changed, as in a loop that makes no progress. */
    static boolean same(PathState old, PathState cur, LiveRegs live) {
        return new StateComparison(live, true).states(old, cur);
    }

    private boolean states(PathState old, PathState cur) {
        if (old.frames.size() != cur.frames.size() || old.refs.size() != cur.refs.size()) {
            return false;
        }
        for (int i = 0; i < old.refs.size(); i++) {
            if (!ids.match(old.refs.get(i), cur.refs.get(i))) {
                return false;
            }
        }
        for (int i = 0; i < old.frames.size(); i++) {
            int slot = i + 1 < old.frames.size() ? old.frames.get(i + 1).callSite : old.slot;
            if (old.frames.get(i).callSite != cur.frames.get(i).callSite
                    || !frames(old.frames.get(i), cur.frames.get(i), slot)) {
                return false;
            }
        }
        return true;
    }

    private boolean frames(Frame old, Frame cur, int slot) {
        for (int i = 0; i < old.regs.length; i++) {
            if (live.isLive(slot, i) && !reg(old.regs[i], cur.regs[i])) {
                return false;
            }
        }
        return stack(old, cur);
    }

    private boolean reg(RegState old, RegState cur) {
        if (exact) {
            return exactly(old, cur);
        }
        if (old.type == RegType.NOT_INIT) {
            return true;
        }
        if (old.type != cur.type || old.orNull != cur.orNull) {
            return false;
        }
        return switch (old.type) {
            case SCALAR ->
                old.plusOff == cur.plusOff
                        && (!old.plusOff || old.off == cur.off)
                        && old.num.contains(cur.num)
                        && ids.matchNumber(old.id, cur.id);
            case MAP_VALUE, MAP_KEY, RINGBUF_MEM ->
                old.off == cur.off
                        && sameObject(old, cur)
                        && old.num.contains(cur.num)
                        && ids.match(old.id, cur.id)
                        && ids.match(old.ref, cur.ref);
            case PACKET, PACKET_META ->
                old.range <= cur.range && old.off == cur.off && ids.match(old.id, cur.id) && old.num.contains(cur.num);
            default -> exactly(old, cur);
        };
    }

    private static boolean sameObject(RegState old, RegState cur) {
        boolean sameMap = old.map == null ? cur.map == null : old.map.equals(cur.map);
        return sameMap && old.memSize == cur.memSize;
    }

    private boolean exactly(RegState old, RegState cur) {
        return old.type == cur.type
                && old.orNull == cur.orNull
                && old.off == cur.off
                && old.plusOff == cur.plusOff
                && old.frame == cur.frame
                && old.subprogram == cur.subprogram
                && old.range == cur.range
                && sameObject(old, cur)
                && old.num.sameAs(cur.num)
                && ids.match(old.id, cur.id)
                && ids.match(old.ref, cur.ref);
    }

    private boolean stack(Frame old, Frame cur) {
        for (int i = 0; i < old.stack.size(); i++) {
            StackSlot was = old.stack.get(i);
            if (i >= cur.stack.size()) {
                if (exact || !was.isMisc()) {
                    return false;
                }
            } else if (!slot(was, cur.stack.get(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean slot(StackSlot old, StackSlot cur) {
        if (exact) {
            return java.util.Arrays.equals(old.kinds, cur.kinds)
                    && (!old.holdsRegister() || reg(old.spilled, cur.spilled));
        }
        if (old.isMisc()) {
            return true;
        }
        RegState oldNumber = asNumber(old);
        RegState curNumber = asNumber(cur);
        if (oldNumber != null && curNumber != null) {
            return reg(oldNumber, curNumber);
        }
        for (int i = 0; i < 8; i++) {
            byte was = old.kinds[i];
            boolean ignored = was == StackSlot.INVALID || was == StackSlot.MISC;
            if (!ignored && was != cur.kinds[i]) {
                return false;
            }
        }
        return !old.holdsRegister() || reg(old.spilled, cur.spilled);
    }

    /** Returns the number that a load of the whole slot gives, or null. */
    private static @org.jspecify.annotations.Nullable RegState asNumber(StackSlot slot) {
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
