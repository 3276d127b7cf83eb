package dev.bpflab.sim.verifier;

/** The range of a product: known only when no product of the ends overflows. */
final class Products {
    private Products() {}

    static void narrow(Bounds dst, Bounds src) {
        long umax = (dst.umax32 & 0xffff_ffffL) * (src.umax32 & 0xffff_ffffL);
        long umin = (dst.umin32 & 0xffff_ffffL) * (src.umin32 & 0xffff_ffffL);
        long[] products = {
            (long) dst.smin32 * src.smin32,
            (long) dst.smin32 * src.smax32,
            (long) dst.smax32 * src.smin32,
            (long) dst.smax32 * src.smax32
        };
        boolean fitsUnsigned = umax >>> 32 == 0 && umin >>> 32 == 0;
        dst.umin32 = fitsUnsigned ? (int) umin : 0;
        dst.umax32 = fitsUnsigned ? (int) umax : -1;
        int smin = Integer.MAX_VALUE;
        int smax = Integer.MIN_VALUE;
        for (long product : products) {
            if (product != (int) product) {
                smin = Integer.MIN_VALUE;
                smax = Integer.MAX_VALUE;
                break;
            }
            smin = Math.min(smin, (int) product);
            smax = Math.max(smax, (int) product);
        }
        dst.smin32 = smin;
        dst.smax32 = smax;
    }

    static void wide(Bounds dst, Bounds src) {
        long[] ends = {dst.smin, dst.smax};
        long smin = Long.MAX_VALUE;
        long smax = Long.MIN_VALUE;
        boolean overflows = false;
        for (long end : ends) {
            for (long other : new long[] {src.smin, src.smax}) {
                long product = end * other;
                long high = Math.multiplyHigh(end, other);
                overflows |= high != product >> 63;
                smin = Math.min(smin, product);
                smax = Math.max(smax, product);
            }
        }
        dst.smin = overflows ? Long.MIN_VALUE : smin;
        dst.smax = overflows ? Long.MAX_VALUE : smax;
        boolean fits = fitsUnsigned(dst.umax, src.umax) && fitsUnsigned(dst.umin, src.umin);
        dst.umin = fits ? dst.umin * src.umin : 0;
        dst.umax = fits ? dst.umax * src.umax : -1L;
    }

    private static boolean fitsUnsigned(long a, long b) {
        return a == 0 || Long.compareUnsigned(b, Long.divideUnsigned(-1L, a)) <= 0;
    }
}
