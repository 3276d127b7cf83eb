package dev.bpflab.sim.verifier;

import dev.bpflab.isa.JmpOp;

/** What a condition that holds, or does not, says about both numbers that it compares. */
final class BranchRefinement {
    private BranchRefinement() {}

    /** Narrows both numbers, knowing whether the condition holds. */
    static void refine(JmpOp op, RegState left, RegState right, boolean narrow, boolean holds) {
        Bounds a = left.num;
        Bounds b = right.num;
        if (holds) {
            assume(op, a, b, narrow);
        } else {
            assumeNot(op, a, b, narrow);
        }
        a.sync();
        b.sync();
    }

    private static void assumeNot(JmpOp op, Bounds a, Bounds b, boolean narrow) {
        switch (op) {
            case JEQ -> assume(JmpOp.JNE, a, b, narrow);
            case JNE -> assume(JmpOp.JEQ, a, b, narrow);
            case JGT -> assume(JmpOp.JLE, a, b, narrow);
            case JGE -> assume(JmpOp.JLT, a, b, narrow);
            case JLT -> assume(JmpOp.JGE, a, b, narrow);
            case JLE -> assume(JmpOp.JGT, a, b, narrow);
            case JSGT -> assume(JmpOp.JSLE, a, b, narrow);
            case JSGE -> assume(JmpOp.JSLT, a, b, narrow);
            case JSLT -> assume(JmpOp.JSGE, a, b, narrow);
            case JSLE -> assume(JmpOp.JSGT, a, b, narrow);
            case JSET -> noneSet(a, b, narrow);
        }
    }

    private static void assume(JmpOp op, Bounds a, Bounds b, boolean narrow) {
        switch (op) {
            case JEQ -> same(a, b, narrow);
            case JNE -> different(a, b, narrow);
            case JSET -> someSet(a, b, narrow);
            case JLE -> below(a, b, 0, narrow);
            case JLT -> below(a, b, 1, narrow);
            case JSLE -> signedBelow(a, b, 0, narrow);
            case JSLT -> signedBelow(a, b, 1, narrow);
            case JGE -> below(b, a, 0, narrow);
            case JGT -> below(b, a, 1, narrow);
            case JSGE -> signedBelow(b, a, 0, narrow);
            case JSGT -> signedBelow(b, a, 1, narrow);
        }
    }

    private static void same(Bounds a, Bounds b, boolean narrow) {
        if (narrow) {
            a.umin32 = Bounds.umax(a.umin32, b.umin32);
            a.umax32 = Bounds.umin(a.umax32, b.umax32);
            a.smin32 = Math.max(a.smin32, b.smin32);
            a.smax32 = Math.min(a.smax32, b.smax32);
            b.umin32 = a.umin32;
            b.umax32 = a.umax32;
            b.smin32 = a.smin32;
            b.smax32 = a.smax32;
            Tnum both = a.bits.low().intersect(b.bits.low());
            a.bits = a.bits.withLow(both);
            b.bits = b.bits.withLow(both);
        } else {
            a.umin = Bounds.umax(a.umin, b.umin);
            a.umax = Bounds.umin(a.umax, b.umax);
            a.smin = Math.max(a.smin, b.smin);
            a.smax = Math.min(a.smax, b.smax);
            b.umin = a.umin;
            b.umax = a.umax;
            b.smin = a.smin;
            b.smax = a.smax;
            a.bits = a.bits.intersect(b.bits);
            b.bits = a.bits;
        }
    }

    /** Says something only when one side is known and is an edge of the other's range. */
    private static void different(Bounds first, Bounds second, boolean narrow) {
        boolean secondKnown = narrow ? second.isConst32() : second.isConst();
        Bounds a = secondKnown ? first : second;
        Bounds b = secondKnown ? second : first;
        if (!(narrow ? b.isConst32() : b.isConst())) {
            return;
        }
        if (narrow) {
            int value = (int) b.bits.value();
            a.umin32 += a.umin32 == value ? 1 : 0;
            a.umax32 -= a.umax32 == value ? 1 : 0;
            a.smin32 += a.smin32 == value ? 1 : 0;
            a.smax32 -= a.smax32 == value ? 1 : 0;
        } else {
            long value = b.bits.value();
            a.umin += a.umin == value ? 1 : 0;
            a.umax -= a.umax == value ? 1 : 0;
            a.smin += a.smin == value ? 1 : 0;
            a.smax -= a.smax == value ? 1 : 0;
        }
    }

    private static void someSet(Bounds first, Bounds second, boolean narrow) {
        boolean secondKnown = narrow ? second.isConst32() : second.isConst();
        Bounds a = secondKnown ? first : second;
        Bounds b = secondKnown ? second : first;
        long mask = narrow ? b.bits.low().value() : b.bits.value();
        if (!(narrow ? b.isConst32() : b.isConst()) || Long.bitCount(mask) != 1) {
            return;
        }
        a.bits = narrow ? a.bits.withLow(a.bits.low().or(Tnum.constant(mask))) : a.bits.or(Tnum.constant(mask));
    }

    private static void noneSet(Bounds first, Bounds second, boolean narrow) {
        boolean secondKnown = narrow ? second.isConst32() : second.isConst();
        Bounds a = secondKnown ? first : second;
        Bounds b = secondKnown ? second : first;
        if (!(narrow ? b.isConst32() : b.isConst())) {
            return;
        }
        long mask = narrow ? b.bits.low().value() : b.bits.value();
        // Linux forgets the ranges, which would contradict the bits on a path that cannot be taken
        a.unbound();
        a.bits = narrow ? a.bits.withLow(a.bits.low().and(Tnum.constant(~mask))) : a.bits.and(Tnum.constant(~mask));
    }

    /** What {@code a <= b} says of their unsigned ranges; with a gap of one, {@code a < b}. */
    private static void below(Bounds a, Bounds b, int gap, boolean narrow) {
        if (narrow) {
            a.umax32 = Bounds.umin(a.umax32, b.umax32 - gap);
            b.umin32 = Bounds.umax(a.umin32 + gap, b.umin32);
        } else {
            a.umax = Bounds.umin(a.umax, b.umax - gap);
            b.umin = Bounds.umax(a.umin + gap, b.umin);
        }
    }

    /** What it says of their signed ranges. */
    private static void signedBelow(Bounds a, Bounds b, int gap, boolean narrow) {
        if (narrow) {
            a.smax32 = Math.min(a.smax32, b.smax32 - gap);
            b.smin32 = Math.max(a.smin32 + gap, b.smin32);
        } else {
            a.smax = Math.min(a.smax, b.smax - gap);
            b.smin = Math.max(a.smin + gap, b.smin);
        }
    }
}
