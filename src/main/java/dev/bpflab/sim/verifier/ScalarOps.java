package dev.bpflab.sim.verifier;

import static java.util.Map.entry;

import dev.bpflab.isa.AluOp;
import dev.bpflab.isa.Width;
import java.util.Map;

/**
 * What an arithmetic operation does to the bounds of two numbers: one row for each operation whose result can be
 * bounded. Both halves of a rule see the bits as the operation left them, the ranges as they were.
 */
final class ScalarOps {
    /** Changes {@code dst}, and may read {@code src}. */
    private interface Step {
        void apply(Bounds dst, Bounds src);
    }

    private record Rule(Step wide, Step narrow) {}

    private static final Map<AluOp, Rule> RULES = Map.ofEntries(
            entry(AluOp.ADD, both(ScalarOps::add)),
            entry(AluOp.SUB, both(ScalarOps::sub)),
            entry(AluOp.MUL, both(ScalarOps::mul)),
            entry(AluOp.AND, both(ScalarOps::and)),
            entry(AluOp.OR, both(ScalarOps::or)),
            entry(AluOp.XOR, both(ScalarOps::xor)),
            entry(AluOp.NEG, both(ScalarOps::neg)),
            entry(AluOp.LSH, new Rule(Shifts::lsh64, Shifts::lsh32)),
            entry(AluOp.RSH, new Rule(Shifts::rsh64, Shifts::rsh32)),
            entry(AluOp.ARSH, new Rule(Shifts::arsh64, Shifts::arsh32)));

    private ScalarOps() {}

    private static Rule both(Step step) {
        return new Rule(step, step);
    }

    /** Applies an operation to a number; the result of one without a rule is unknown. */
    static void apply(AluOp op, Width width, RegState dst, Bounds src) {
        Rule rule = RULES.get(op);
        boolean narrow = width == Width.W32;
        if (rule == null || !isComputable(op, narrow, src)) {
            dst.setUnknown();
            return;
        }
        (narrow ? rule.narrow : rule.wide).apply(dst.num, src);
        if (narrow) {
            dst.num.zeroExtend32();
        }
        dst.num.sync();
    }

    private static boolean isComputable(AluOp op, boolean narrow, Bounds src) {
        boolean known = narrow
                ? src.isConst32() && src.umin32 == src.umax32 && src.smin32 == src.smax32
                : src.isConst() && src.umin == src.umax && src.smin == src.smax;
        return switch (op) {
            case LSH, RSH, ARSH -> known && Long.compareUnsigned(src.umax, narrow ? 32 : 64) < 0;
            default -> true;
        };
    }

    /** Adds the ranges and bits, for 64 and 32 bits. */
    static void add(Bounds dst, Bounds src) {
        addRanges(dst, src);
        dst.bits = dst.bits.add(src.bits);
    }

    private static void addRanges(Bounds dst, Bounds src) {
        int smin32 = dst.smin32 + src.smin32;
        int smax32 = dst.smax32 + src.smax32;
        if ((long) dst.smin32 + src.smin32 != smin32 || (long) dst.smax32 + src.smax32 != smax32) {
            smin32 = Integer.MIN_VALUE;
            smax32 = Integer.MAX_VALUE;
        }
        int umin32 = dst.umin32 + src.umin32;
        int umax32 = dst.umax32 + src.umax32;
        boolean minWraps = Integer.compareUnsigned(umin32, src.umin32) < 0;
        boolean maxWraps = Integer.compareUnsigned(umax32, src.umax32) < 0;
        if (!minWraps && maxWraps) {
            umin32 = 0;
            umax32 = -1;
        }
        dst.smin32 = smin32;
        dst.smax32 = smax32;
        dst.umin32 = umin32;
        dst.umax32 = umax32;
        addRanges64(dst, dst, src);
    }

    /** Puts the sum of the 64-bit ranges into {@code result}. */
    static void addRanges64(Bounds result, Bounds a, Bounds b) {
        long smin = a.smin + b.smin;
        long smax = a.smax + b.smax;
        if (overflowsAdd(a.smin, b.smin, smin) || overflowsAdd(a.smax, b.smax, smax)) {
            smin = Long.MIN_VALUE;
            smax = Long.MAX_VALUE;
        }
        long umin = a.umin + b.umin;
        long umax = a.umax + b.umax;
        if (Long.compareUnsigned(umin, b.umin) >= 0 && Long.compareUnsigned(umax, b.umax) < 0) {
            umin = 0;
            umax = -1L;
        }
        result.smin = smin;
        result.smax = smax;
        result.umin = umin;
        result.umax = umax;
    }

    private static void neg(Bounds dst, Bounds src) {
        Bounds old = dst.copy();
        dst.setConst(0);
        sub(dst, old);
    }

    private static void sub(Bounds dst, Bounds src) {
        int smin32 = dst.smin32 - src.smax32;
        int smax32 = dst.smax32 - src.smin32;
        if ((long) dst.smin32 - src.smax32 != smin32 || (long) dst.smax32 - src.smin32 != smax32) {
            smin32 = Integer.MIN_VALUE;
            smax32 = Integer.MAX_VALUE;
        }
        int umin32 = dst.umin32 - src.umax32;
        int umax32 = dst.umax32 - src.umin32;
        boolean minWraps = Integer.compareUnsigned(dst.umin32, src.umax32) < 0;
        boolean maxWraps = Integer.compareUnsigned(dst.umax32, src.umin32) < 0;
        if (minWraps && !maxWraps) {
            umin32 = 0;
            umax32 = -1;
        }
        dst.smin32 = smin32;
        dst.smax32 = smax32;
        dst.umin32 = umin32;
        dst.umax32 = umax32;
        subRanges64(dst, dst, src);
        dst.bits = dst.bits.sub(src.bits);
    }

    private static void subRanges64(Bounds result, Bounds a, Bounds b) {
        long smin = a.smin - b.smax;
        long smax = a.smax - b.smin;
        if (overflowsSub(a.smin, b.smax, smin) || overflowsSub(a.smax, b.smin, smax)) {
            smin = Long.MIN_VALUE;
            smax = Long.MAX_VALUE;
        }
        long umin = a.umin - b.umax;
        long umax = a.umax - b.umin;
        if (Long.compareUnsigned(a.umin, b.umax) < 0 && Long.compareUnsigned(a.umax, b.umin) >= 0) {
            umin = 0;
            umax = -1L;
        }
        result.smin = smin;
        result.smax = smax;
        result.umin = umin;
        result.umax = umax;
    }

    static boolean overflowsAdd(long a, long b, long sum) {
        return ((a ^ sum) & (b ^ sum)) < 0;
    }

    static boolean overflowsSub(long a, long b, long difference) {
        return ((a ^ b) & (a ^ difference)) < 0;
    }

    private static void mul(Bounds dst, Bounds src) {
        dst.bits = dst.bits.mul(src.bits);
        Products.narrow(dst, src);
        Products.wide(dst, src);
    }

    private static void and(Bounds dst, Bounds src) {
        Tnum bits = dst.bits.and(src.bits);
        bitwise(
                dst,
                src,
                bits,
                (int) bits.value(),
                Bounds.umin(dst.umax32, src.umax32),
                bits.value(),
                Bounds.umin(dst.umax, src.umax));
    }

    private static void or(Bounds dst, Bounds src) {
        Tnum bits = dst.bits.or(src.bits);
        bitwise(
                dst,
                src,
                bits,
                Bounds.umax(dst.umin32, src.umin32),
                (int) (bits.value() | bits.mask()),
                Bounds.umax(dst.umin, src.umin),
                bits.value() | bits.mask());
    }

    private static void xor(Bounds dst, Bounds src) {
        Tnum bits = dst.bits.xor(src.bits);
        long all = bits.value() | bits.mask();
        bitwise(dst, src, bits, (int) bits.value(), (int) all, bits.value(), all);
    }

    /** Sets bits and, where not all of them are known, the unsigned range; the signed one follows from it. */
    private static void bitwise(Bounds dst, Bounds src, Tnum bits, int umin32, int umax32, long umin, long umax) {
        boolean known = dst.isConst() && src.isConst();
        boolean known32 = dst.isConst32() && src.isConst32();
        dst.bits = bits;
        if (known32) {
            setConst32(dst);
        } else {
            dst.umin32 = umin32;
            dst.umax32 = umax32;
            signedFromUnsigned32(dst);
        }
        if (known) {
            dst.setConst(bits.value());
        } else {
            dst.umin = umin;
            dst.umax = umax;
            signedFromUnsigned64(dst);
        }
    }

    private static void setConst32(Bounds dst) {
        int value = (int) dst.bits.value();
        dst.smin32 = value;
        dst.smax32 = value;
        dst.umin32 = value;
        dst.umax32 = value;
    }

    private static void signedFromUnsigned32(Bounds dst) {
        boolean sameSign = dst.umin32 <= dst.umax32;
        dst.smin32 = sameSign ? dst.umin32 : Integer.MIN_VALUE;
        dst.smax32 = sameSign ? dst.umax32 : Integer.MAX_VALUE;
    }

    private static void signedFromUnsigned64(Bounds dst) {
        boolean sameSign = dst.umin <= dst.umax;
        dst.smin = sameSign ? dst.umin : Long.MIN_VALUE;
        dst.smax = sameSign ? dst.umax : Long.MAX_VALUE;
        dst.fromBits();
    }
}
