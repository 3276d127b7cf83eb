package dev.bpflab.sim.verifier;

/**
 * What is known of a number in a register: its bits, and its range as a signed and unsigned, 64- and 32-bit number. The
 * five views are kept in agreement by {@link #sync()}, which draws from each what it says of the others.
 */
final class Bounds {
    private static final long HIGH = 0xffff_ffff_0000_0000L;
    private static final long LOW = 0xffff_ffffL;

    Tnum bits = Tnum.UNKNOWN;
    long smin = Long.MIN_VALUE;
    long smax = Long.MAX_VALUE;
    long umin;
    long umax = -1L;
    int smin32 = Integer.MIN_VALUE;
    int smax32 = Integer.MAX_VALUE;
    int umin32;
    int umax32 = -1;

    static Bounds constant(long value) {
        Bounds bounds = new Bounds();
        bounds.setConst(value);
        return bounds;
    }

    Bounds copy() {
        Bounds copy = new Bounds();
        copy.set(this);
        return copy;
    }

    void set(Bounds other) {
        bits = other.bits;
        smin = other.smin;
        smax = other.smax;
        umin = other.umin;
        umax = other.umax;
        smin32 = other.smin32;
        smax32 = other.smax32;
        umin32 = other.umin32;
        umax32 = other.umax32;
    }

    void setConst(long value) {
        bits = Tnum.constant(value);
        smin = value;
        smax = value;
        umin = value;
        umax = value;
        smin32 = (int) value;
        smax32 = (int) value;
        umin32 = (int) value;
        umax32 = (int) value;
    }

    /** Sets the lower half and leaves the rest as it is. */
    void setLow(int value) {
        bits = bits.withLow(Tnum.constant(value & LOW));
        smin32 = value;
        smax32 = value;
        umin32 = value;
        umax32 = value;
    }

    void setUnknown() {
        bits = Tnum.UNKNOWN;
        unbound();
    }

    /** Forgets the ranges and keeps the bits. */
    void unbound() {
        unbound64();
        unbound32();
    }

    void unbound64() {
        smin = Long.MIN_VALUE;
        smax = Long.MAX_VALUE;
        umin = 0;
        umax = -1L;
    }

    void unbound32() {
        smin32 = Integer.MIN_VALUE;
        smax32 = Integer.MAX_VALUE;
        umin32 = 0;
        umax32 = -1;
    }

    /** Returns whether nothing at all is known. */
    boolean isUnbounded() {
        return bits.isUnknown()
                && smin == Long.MIN_VALUE
                && smax == Long.MAX_VALUE
                && umin == 0
                && umax == -1L
                && smin32 == Integer.MIN_VALUE
                && smax32 == Integer.MAX_VALUE
                && umin32 == 0
                && umax32 == -1;
    }

    boolean isConst() {
        return bits.isConst();
    }

    boolean isConst32() {
        return bits.low().isConst();
    }

    /** Returns whether no number can be in all the ranges. */
    boolean isContradictory() {
        return smin > smax
                || Long.compareUnsigned(umin, umax) > 0
                || smin32 > smax32
                || Integer.compareUnsigned(umin32, umax32) > 0;
    }

    void sync() {
        fromBits();
        deduce();
        deduce();
        deduce();
        toBits();
        fromBits();
    }

    private void deduce() {
        deduce32();
        deduce64();
        deduceMixed();
    }

    void fromBits() {
        int value = (int) bits.value();
        int mask = (int) bits.mask();
        smin32 = Math.max(smin32, value | (mask & Integer.MIN_VALUE));
        smax32 = Math.min(smax32, value | (mask & Integer.MAX_VALUE));
        umin32 = umax(umin32, value);
        umax32 = umin(umax32, value | mask);
        smin = Math.max(smin, bits.value() | (bits.mask() & Long.MIN_VALUE));
        smax = Math.min(smax, bits.value() | (bits.mask() & Long.MAX_VALUE));
        umin = umax(umin, bits.value());
        umax = umin(umax, bits.value() | bits.mask());
        pickOnlyValue();
    }

    /** Where the range holds only one of the values that the bits allow, that is the number. */
    private void pickOnlyValue() {
        long next = bits.above(umin);
        if (bits.holds(umin)) {
            if (Long.compareUnsigned(next, umax) > 0) {
                setConst(umin);
            }
        } else if (next == (bits.value() | bits.mask())
                || (Long.compareUnsigned(next, umax) <= 0 && Long.compareUnsigned(bits.above(next), umax) > 0)) {
            setConst(next);
        }
    }

    private void toBits() {
        Tnum wide = bits.intersect(Tnum.range(umin, umax));
        Tnum narrow = wide.low().intersect(Tnum.range(umin32 & LOW, umax32 & LOW));
        bits = wide.clearLow().or(narrow);
    }

    private void deduce32() {
        if (umin >>> 32 == umax >>> 32) {
            umin32 = umax(umin32, (int) umin);
            umax32 = umin(umax32, (int) umax);
            if ((int) umin <= (int) umax) {
                signed32((int) umin, (int) umax);
            }
        }
        if (smin >> 32 == smax >> 32) {
            if (Integer.compareUnsigned((int) smin, (int) smax) <= 0) {
                umin32 = umax(umin32, (int) smin);
                umax32 = umin(umax32, (int) smax);
            }
            if ((int) smin <= (int) smax) {
                signed32((int) smin, (int) smax);
            }
        }
        if ((int) (umin >>> 32) + 1 == (int) (umax >>> 32) && (int) umin < 0 && (int) umax >= 0) {
            signed32((int) umin, (int) umax);
        }
        if ((int) (smin >>> 32) + 1 == (int) (smax >>> 32) && (int) smin < 0 && (int) smax >= 0) {
            signed32((int) smin, (int) smax);
        }
        if (umin32 <= umax32) {
            signed32(umin32, umax32);
        }
        if (Integer.compareUnsigned(smin32, smax32) <= 0) {
            umin32 = umax(umin32, smin32);
            umax32 = umin(umax32, smax32);
        } else if (Integer.compareUnsigned(umax32, smin32) < 0) {
            smin32 = umin32;
            umax32 = umin(umax32, smax32);
        } else if (Integer.compareUnsigned(smax32, umin32) < 0) {
            smax32 = umax32;
            umin32 = umax(umin32, smin32);
        }
    }

    private void signed32(int min, int max) {
        smin32 = Math.max(smin32, min);
        smax32 = Math.min(smax32, max);
    }

    private void deduce64() {
        if (umin <= umax) {
            smin = Math.max(smin, umin);
            smax = Math.min(smax, umax);
        }
        if (Long.compareUnsigned(smin, smax) <= 0) {
            umin = umax(umin, smin);
            umax = umin(umax, smax);
        } else if (Long.compareUnsigned(umax, smin) < 0) {
            // the signed range wraps around the unsigned one, which only touches its positive end
            smin = umin;
            umax = umin(umax, smax);
        } else if (Long.compareUnsigned(smax, umin) < 0) {
            smax = umax;
            umin = umax(umin, smin);
        }
    }

    private void deduceMixed() {
        umin = umax(umin, (umin & HIGH) | (umin32 & LOW));
        umax = umin(umax, (umax & HIGH) | (umax32 & LOW));
        smin = Math.max(smin, (smin & HIGH) | (umin32 & LOW));
        smax = Math.min(smax, (smax & HIGH) | (umax32 & LOW));
        // after a sign-extending load the upper half is all ones or all zeros; a non-negative lower half says which
        if (smin32 >= 0 && smin >= Integer.MIN_VALUE && smax <= Integer.MAX_VALUE) {
            smin = smin32;
            umin = smin32;
            smax = smax32;
            umax = smax32;
            bits = bits.intersect(Tnum.range(smin, smax));
        }
    }

    /** Takes the lower half as the whole number, its upper half zero. */
    void zeroExtend32() {
        bits = bits.low();
        assign32Into64();
    }

    void assign32Into64() {
        umin = umin32 & LOW;
        umax = umax32 & LOW;
        if (smin32 >= 0 && smax32 >= smin32) {
            smin = smin32;
            smax = smax32;
        } else {
            smin = 0;
            smax = LOW;
        }
    }

    /** Cuts the number to its lower bytes, the rest zero. */
    void truncate(int bytes) {
        bits = bits.cast(bytes);
        long mask = bytes >= 8 ? -1L : (1L << (bytes * 8)) - 1;
        if ((umin & ~mask) == (umax & ~mask)) {
            umin &= mask;
            umax &= mask;
        } else {
            umin = 0;
            umax = mask;
        }
        smin = umin;
        smax = umax;
        if (bytes < 4) {
            unbound32();
        }
        sync();
    }

    /** Returns whether every value that the other allows is allowed here. */
    boolean contains(Bounds other) {
        return Long.compareUnsigned(umin, other.umin) <= 0
                && Long.compareUnsigned(umax, other.umax) >= 0
                && smin <= other.smin
                && smax >= other.smax
                && Integer.compareUnsigned(umin32, other.umin32) <= 0
                && Integer.compareUnsigned(umax32, other.umax32) >= 0
                && smin32 <= other.smin32
                && smax32 >= other.smax32
                && bits.contains(other.bits);
    }

    boolean sameAs(Bounds other) {
        return bits.equals(other.bits)
                && smin == other.smin
                && smax == other.smax
                && umin == other.umin
                && umax == other.umax
                && smin32 == other.smin32
                && smax32 == other.smax32
                && umin32 == other.umin32
                && umax32 == other.umax32;
    }

    static long umin(long a, long b) {
        return Long.compareUnsigned(a, b) <= 0 ? a : b;
    }

    static long umax(long a, long b) {
        return Long.compareUnsigned(a, b) >= 0 ? a : b;
    }

    static int umin(int a, int b) {
        return Integer.compareUnsigned(a, b) <= 0 ? a : b;
    }

    static int umax(int a, int b) {
        return Integer.compareUnsigned(a, b) >= 0 ? a : b;
    }
}
