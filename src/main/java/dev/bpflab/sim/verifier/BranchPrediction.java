package dev.bpflab.sim.verifier;

import dev.bpflab.isa.JmpOp;

/** Whether a condition must hold, cannot hold, or may do either, from what is known of both sides. */
final class BranchPrediction {
    /** The three outcomes. */
    enum Outcome {
        NEVER,
        ALWAYS,
        UNKNOWN
    }

    private BranchPrediction() {}

    static Outcome of(JmpOp op, RegState left, RegState right, boolean narrow) {
        if (!narrow && PacketChecks.areComparable(left, right)) {
            return PacketChecks.predict(op, left, right);
        }
        if (left.isPointer() || right.isPointer()) {
            RegState pointer = left;
            RegState number = right;
            if (!number.isConst(narrow)) {
                pointer = right;
                number = left;
            }
            if (!number.isConst(narrow) || !pointer.isNotNull() || number.constant(narrow) != 0) {
                return Outcome.UNKNOWN;
            }
            return switch (op) {
                case JEQ -> Outcome.NEVER;
                case JNE -> Outcome.ALWAYS;
                default -> Outcome.UNKNOWN;
            };
        }
        return narrow
                ? ofNumbers(op, View.low(left.num), View.low(right.num), null, null)
                : ofNumbers(op, View.whole(left.num), View.whole(right.num), View.low(left.num), View.low(right.num));
    }

    /** The ranges of a whole number or of its lower half, the latter extended so that 64-bit comparisons fit both. */
    private record View(Tnum bits, long umin, long umax, long smin, long smax) {
        static View whole(Bounds num) {
            return new View(num.bits, num.umin, num.umax, num.smin, num.smax);
        }

        static View low(Bounds num) {
            return new View(
                    num.bits.low(),
                    Integer.toUnsignedLong(num.umin32),
                    Integer.toUnsignedLong(num.umax32),
                    num.smin32,
                    num.smax32);
        }

        boolean isApartFrom(View other) {
            return Long.compareUnsigned(umin, other.umax) > 0
                    || Long.compareUnsigned(umax, other.umin) < 0
                    || smin > other.smax
                    || smax < other.smin;
        }
    }

    private static Outcome ofNumbers(
            JmpOp op,
            View a,
            View b,
            @org.jspecify.annotations.Nullable View aLow,
            @org.jspecify.annotations.Nullable View bLow) {
        return switch (op) {
            case JEQ -> equal(a, b, aLow, bLow);
            case JNE -> not(equal(a, b, aLow, bLow));
            case JSET -> anyBit(a.bits, b.bits);
            case JGT -> ordered(Long.compareUnsigned(a.umin, b.umax) > 0, Long.compareUnsigned(a.umax, b.umin) <= 0);
            case JGE -> ordered(Long.compareUnsigned(a.umin, b.umax) >= 0, Long.compareUnsigned(a.umax, b.umin) < 0);
            case JLT -> ordered(Long.compareUnsigned(a.umax, b.umin) < 0, Long.compareUnsigned(a.umin, b.umax) >= 0);
            case JLE -> ordered(Long.compareUnsigned(a.umax, b.umin) <= 0, Long.compareUnsigned(a.umin, b.umax) > 0);
            case JSGT -> ordered(a.smin > b.smax, a.smax <= b.smin);
            case JSGE -> ordered(a.smin >= b.smax, a.smax < b.smin);
            case JSLT -> ordered(a.smax < b.smin, a.smin >= b.smax);
            case JSLE -> ordered(a.smax <= b.smin, a.smin > b.smax);
        };
    }

    private static Outcome ordered(boolean always, boolean never) {
        if (always) {
            return Outcome.ALWAYS;
        }
        return never ? Outcome.NEVER : Outcome.UNKNOWN;
    }

    private static Outcome equal(
            View a,
            View b,
            @org.jspecify.annotations.Nullable View aLow,
            @org.jspecify.annotations.Nullable View bLow) {
        if (a.bits.isConst() && b.bits.isConst()) {
            return a.bits.value() == b.bits.value() ? Outcome.ALWAYS : Outcome.NEVER;
        }
        if (!a.bits.overlaps(b.bits) || a.isApartFrom(b)) {
            return Outcome.NEVER;
        }
        if (aLow != null && bLow != null && aLow.isApartFrom(bLow)) {
            return Outcome.NEVER;
        }
        return Outcome.UNKNOWN;
    }

    private static Outcome not(Outcome outcome) {
        return switch (outcome) {
            case NEVER -> Outcome.ALWAYS;
            case ALWAYS -> Outcome.NEVER;
            case UNKNOWN -> Outcome.UNKNOWN;
        };
    }

    private static Outcome anyBit(Tnum a, Tnum b) {
        Tnum number = b.isConst() ? a : b;
        Tnum mask = b.isConst() ? b : a;
        if (!mask.isConst()) {
            return Outcome.UNKNOWN;
        }
        return ordered(
                (~number.mask() & number.value() & mask.value()) != 0,
                ((number.mask() | number.value()) & mask.value()) == 0);
    }
}
