package dev.bpflab.sim.verifier;

/** The range of a number shifted by a known count. */
final class Shifts {
    private Shifts() {}

    static void lsh64(Bounds dst, Bounds src) {
        int count = (int) src.umin;
        if (count == 32) {
            // compilers sign-extend by shifting up and down again
            dst.smin = (long) dst.smin32 << 32;
            dst.smax = (long) dst.smax32 << 32;
        } else {
            dst.smin = Long.MIN_VALUE;
            dst.smax = Long.MAX_VALUE;
        }
        if (Long.compareUnsigned(dst.umax, 1L << (63 - count)) > 0) {
            dst.umin = 0;
            dst.umax = -1L;
        } else {
            dst.umin <<= count;
            dst.umax <<= count;
        }
        ranges32(dst, count);
        dst.bits = dst.bits.lsh(count);
        dst.fromBits();
    }

    private static void ranges32(Bounds dst, int count) {
        dst.smin32 = Integer.MIN_VALUE;
        dst.smax32 = Integer.MAX_VALUE;
        if (count > 31 || (dst.umax32 & 0xffff_ffffL) > 1L << (31 - count)) {
            dst.umin32 = 0;
            dst.umax32 = -1;
        } else {
            dst.umin32 <<= count;
            dst.umax32 <<= count;
        }
    }

    static void lsh32(Bounds dst, Bounds src) {
        int count = src.umin32;
        ranges32(dst, count);
        dst.bits = dst.bits.low().lsh(count).low();
        dst.unbound64();
        dst.fromBits();
    }

    static void rsh64(Bounds dst, Bounds src) {
        int count = (int) src.umin;
        dst.smin = Long.MIN_VALUE;
        dst.smax = Long.MAX_VALUE;
        dst.bits = dst.bits.rsh(count);
        dst.umin >>>= count;
        dst.umax >>>= count;
        dst.unbound32();
        dst.fromBits();
    }

    static void rsh32(Bounds dst, Bounds src) {
        int count = src.umin32;
        dst.smin32 = Integer.MIN_VALUE;
        dst.smax32 = Integer.MAX_VALUE;
        dst.bits = dst.bits.low().rsh(count);
        dst.umin32 >>>= count;
        dst.umax32 >>>= count;
        dst.unbound64();
        dst.fromBits();
    }

    static void arsh64(Bounds dst, Bounds src) {
        int count = (int) src.umin;
        dst.smin >>= count;
        dst.smax >>= count;
        dst.bits = dst.bits.arsh(count, 64);
        dst.umin = 0;
        dst.umax = -1L;
        dst.unbound32();
        dst.fromBits();
    }

    static void arsh32(Bounds dst, Bounds src) {
        int count = src.umin32;
        dst.smin32 >>= count;
        dst.smax32 >>= count;
        dst.bits = dst.bits.low().arsh(count, 32);
        dst.umin32 = 0;
        dst.umax32 = -1;
        dst.unbound64();
        dst.fromBits();
    }
}
