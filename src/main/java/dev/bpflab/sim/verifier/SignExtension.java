package dev.bpflab.sim.verifier;

/** The bounds of a number whose lower bytes are extended with their sign. */
final class SignExtension {
    private SignExtension() {}

    /** Extends the lower 1, 2 or 4 bytes to 64 bits. */
    static void wide(Bounds num, int bytes) {
        int bits = bytes * 8;
        if (num.isConst()) {
            num.setConst(extend(num.bits.value(), bits));
            return;
        }
        if (num.smax >>> bits == num.smin >>> bits) {
            long first = extend(num.smax, bits);
            long second = extend(num.smin, bits);
            long max = Math.max(first, second);
            long min = Math.min(first, second);
            if ((max >= 0) == (min >= 0)) {
                num.smin = min;
                num.smax = max;
                num.umin = min;
                num.umax = max;
                num.smin32 = (int) min;
                num.smax32 = (int) max;
                num.umin32 = (int) min;
                num.umax32 = (int) max;
                num.bits = Tnum.range(min, max);
                return;
            }
        }
        num.smin = -1L << (bits - 1);
        num.smax = (1L << (bits - 1)) - 1;
        num.smin32 = (int) num.smin;
        num.smax32 = (int) num.smax;
        num.umin = 0;
        num.umax = -1L;
        num.umin32 = 0;
        num.umax32 = -1;
        num.bits = Tnum.UNKNOWN;
    }

    /** Extends the lower 1 or 2 bytes to 32 bits. */
    static void narrow(Bounds num, int bytes) {
        int bits = bytes * 8;
        if (num.isConst()) {
            int value = (int) extend(num.bits.value(), bits);
            set32(num, value, value);
            num.bits = Tnum.constant(value & 0xffff_ffffL);
            return;
        }
        if (num.smax32 >>> bits == num.smin32 >>> bits) {
            int first = (int) extend(num.smax32, bits);
            int second = (int) extend(num.smin32, bits);
            int max = Math.max(first, second);
            int min = Math.min(first, second);
            if ((max >= 0) == (min >= 0)) {
                set32(num, min, max);
                num.bits = Tnum.range(min, max).low();
                return;
            }
        }
        num.smin32 = -1 << (bits - 1);
        num.smax32 = (1 << (bits - 1)) - 1;
        num.umin32 = 0;
        num.umax32 = -1;
        num.bits = Tnum.UNKNOWN.low();
    }

    private static void set32(Bounds num, int min, int max) {
        num.smin32 = min;
        num.smax32 = max;
        num.umin32 = min;
        num.umax32 = max;
    }

    private static long extend(long value, int bits) {
        return value << (64 - bits) >> (64 - bits);
    }
}
