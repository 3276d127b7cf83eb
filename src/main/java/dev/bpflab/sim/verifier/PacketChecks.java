package dev.bpflab.sim.verifier;

import dev.bpflab.bpf.Errno;
import dev.bpflab.isa.JmpOp;
import dev.bpflab.isa.Reg;

/** Pointers into a packet: how far they may be read is learnt by comparing them with the packet's end. */
final class PacketChecks {
    /** Ranges are 16 bits in the kernel; a pointer may be this far before its end. */
    private static final int MAX_OFFSET = 0xffff;

    private static final int BEYOND_END = -2;
    private static final int AT_END = -1;

    private PacketChecks() {}

    /** Returns whether both are packet pointers or ends of one. */
    static boolean areComparable(RegState a, RegState b) {
        return isAny(a) && isAny(b);
    }

    private static boolean isAny(RegState reg) {
        return reg.type.isPacket() || reg.type == RegType.PACKET_END;
    }

    /** Predicts a comparison from one with the same end that was made before. */
    static BranchPrediction.Outcome predict(JmpOp op, RegState left, RegState right) {
        RegState pointer = left;
        JmpOp asked = op;
        if (right.type != RegType.PACKET_END) {
            if (left.type != RegType.PACKET_END) {
                return BranchPrediction.Outcome.UNKNOWN;
            }
            pointer = right;
            asked = flip(op);
        }
        if (pointer.range >= 0 || pointer.type == RegType.PACKET_END) {
            return BranchPrediction.Outcome.UNKNOWN;
        }
        boolean beyond = pointer.range == BEYOND_END;
        return switch (asked) {
            case JLE -> beyond ? BranchPrediction.Outcome.NEVER : BranchPrediction.Outcome.UNKNOWN;
            case JGT -> beyond ? BranchPrediction.Outcome.ALWAYS : BranchPrediction.Outcome.UNKNOWN;
            case JLT -> BranchPrediction.Outcome.NEVER;
            case JGE -> BranchPrediction.Outcome.ALWAYS;
            default -> BranchPrediction.Outcome.UNKNOWN;
        };
    }

    private static JmpOp flip(JmpOp op) {
        return switch (op) {
            case JGT -> JmpOp.JLT;
            case JGE -> JmpOp.JLE;
            case JLT -> JmpOp.JGT;
            case JLE -> JmpOp.JGE;
            case JSGT -> JmpOp.JSLT;
            case JSGE -> JmpOp.JSLE;
            case JSLT -> JmpOp.JSGT;
            case JSLE -> JmpOp.JSGE;
            default -> op;
        };
    }

    /** Learns from comparing a packet pointer with its end, on both branches. */
    static void learn(JmpOp op, Reg leftReg, Reg rightReg, PathState fallThrough, PathState taken) {
        RegState left = fallThrough.reg(leftReg);
        RegState right = fallThrough.reg(rightReg);
        boolean endRight = (right.type == RegType.PACKET_END && left.type == RegType.PACKET)
                || (isStart(right) && left.type == RegType.PACKET_META);
        boolean endLeft = (left.type == RegType.PACKET_END && right.type == RegType.PACKET)
                || (isStart(left) && right.type == RegType.PACKET_META);
        if (!endRight && !endLeft) {
            return;
        }
        Reg regno = endRight ? leftReg : rightReg;
        RegState pointer = fallThrough.reg(regno).copy();
        JmpOp asked = endRight ? op : flip(op);
        switch (asked) {
            case JGT -> {
                extend(fallThrough, pointer, false);
                mark(taken, regno, true);
            }
            case JLT -> {
                extend(taken, pointer, true);
                mark(fallThrough, regno, false);
            }
            case JGE -> {
                extend(fallThrough, pointer, true);
                mark(taken, regno, false);
            }
            case JLE -> {
                extend(taken, pointer, false);
                mark(fallThrough, regno, true);
            }
            default -> {}
        }
    }

    private static boolean isStart(RegState reg) {
        return reg.type == RegType.PACKET && reg.id == 0 && reg.off == 0 && reg.num.bits.isConst(0);
    }

    /** Gives every pointer of the same origin the range that this one was shown to have. */
    private static void extend(PathState state, RegState pointer, boolean strictly) {
        if (pointer.off < 0 || (pointer.off == 0 && strictly)) {
            return;
        }
        if (Long.compareUnsigned(pointer.num.umax, MAX_OFFSET) > 0
                || Long.compareUnsigned(pointer.num.umax + pointer.off, MAX_OFFSET) > 0) {
            return;
        }
        int range = pointer.off + (strictly ? 1 : 0);
        int id = pointer.id;
        RegType type = pointer.type;
        state.forEachReg(reg -> {
            if (reg.type == type && reg.id == id) {
                reg.range = Math.max(reg.range, range);
            }
        });
    }

    /** Notes that this one register is at or beyond the packet's end. */
    private static void mark(PathState state, Reg regno, boolean beyond) {
        RegState reg = state.reg(regno);
        if (reg.type == RegType.PACKET) {
            reg.range = beyond ? BEYOND_END : AT_END;
        }
    }

    /** Checks an access of a packet; {@code offset} counts from the packet pointer's origin. */
    static void checkAccess(Env env, Reg regno, int offset, int size, boolean zeroAllowed) {
        RegState reg = env.reg(regno);
        if (reg.num.smin < 0) {
            throw env.reject(
                    Errno.EACCES,
                    "R%d min value is negative, either use unsigned index or do a if (index >=0) check.",
                    regno.number());
        }
        if (reg.range < 0) {
            throw env.reject(Errno.EINVAL, "R%d offset is outside of the packet", regno.number());
        }
        boolean sizeOk = size > 0 || (size == 0 && zeroAllowed);
        if (offset < 0 || !sizeOk || (long) offset + size > reg.range) {
            throw outside(env, regno, reg, offset, size);
        }
    }

    private static Rejection outside(Env env, Reg regno, RegState reg, int offset, int size) {
        env.log.print(
                "invalid access to packet, off=%d size=%d, R%d(id=%d,off=%d,r=%d)\n",
                offset, size, regno.number(), reg.id, offset, reg.range);
        return env.reject(Errno.EACCES, "R%d offset is outside of the packet", regno.number());
    }

    /** Forgets every packet pointer after a call that may have moved the packet. */
    static void forgetAll(PathState state) {
        state.forEachReg(reg -> {
            if (isAny(reg)) {
                reg.setUnknown();
            }
        });
    }
}
