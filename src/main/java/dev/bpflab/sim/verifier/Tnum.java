package dev.bpflab.sim.verifier;

/**
 * A number of which some bits are known ("tristate number", kernel/bpf/tnum.c): where {@code mask} is 1 the bit is
 * unknown and 0 in {@code value}.
 */
record Tnum(long value, long mask) {
    static final Tnum UNKNOWN = new Tnum(0, -1L);
    static final Tnum ZERO = new Tnum(0, 0);
    private static final long LOW = 0xffff_ffffL;

    static Tnum constant(long value) {
        return new Tnum(value, 0);
    }

    /** Returns the tightest number that holds every unsigned value from min to max. */
    static Tnum range(long min, long max) {
        long differing = min ^ max;
        int bits = 64 - Long.numberOfLeadingZeros(differing);
        if (bits > 63) {
            return UNKNOWN;
        }
        long delta = (1L << bits) - 1;
        return new Tnum(min & ~delta, delta);
    }

    boolean isConst() {
        return mask == 0;
    }

    boolean isConst(long number) {
        return mask == 0 && value == number;
    }

    boolean holds(long number) {
        return (number & ~mask) == value;
    }

    boolean isUnknown() {
        return mask == -1L;
    }

    Tnum lsh(int count) {
        return new Tnum(value << count, mask << count);
    }

    Tnum rsh(int count) {
        return new Tnum(value >>> count, mask >>> count);
    }

    Tnum arsh(int count, int width) {
        if (width == 32) {
            return new Tnum(((int) value >> count) & LOW, ((int) mask >> count) & LOW);
        }
        return new Tnum(value >> count, mask >> count);
    }

    Tnum add(Tnum other) {
        long sumOfMasks = mask + other.mask;
        long sumOfValues = value + other.value;
        long carries = (sumOfMasks + sumOfValues) ^ sumOfValues;
        long unknown = carries | mask | other.mask;
        return new Tnum(sumOfValues & ~unknown, unknown);
    }

    Tnum sub(Tnum other) {
        long difference = value - other.value;
        long borrows = (difference + mask) ^ (difference - other.mask);
        long unknown = borrows | mask | other.mask;
        return new Tnum(difference & ~unknown, unknown);
    }

    Tnum neg() {
        return ZERO.sub(this);
    }

    Tnum and(Tnum other) {
        long alpha = value | mask;
        long beta = other.value | other.mask;
        long known = value & other.value;
        return new Tnum(known, alpha & beta & ~known);
    }

    Tnum or(Tnum other) {
        long known = value | other.value;
        return new Tnum(known, (mask | other.mask) & ~known);
    }

    Tnum xor(Tnum other) {
        long unknown = mask | other.mask;
        return new Tnum((value ^ other.value) & ~unknown, unknown);
    }

    /** Multiplies as by hand: for an unknown bit of this number, the sum either has the shifted other number or not. */
    Tnum mul(Tnum other) {
        Tnum multiplier = this;
        Tnum shifted = other;
        Tnum sum = ZERO;
        while (multiplier.value != 0 || multiplier.mask != 0) {
            if ((multiplier.value & 1) != 0) {
                sum = sum.add(shifted);
            } else if ((multiplier.mask & 1) != 0) {
                sum = sum.union(sum.add(shifted));
            }
            multiplier = multiplier.rsh(1);
            shifted = shifted.lsh(1);
        }
        return sum;
    }

    /** Returns what both agree on, assuming that both hold the number. */
    Tnum intersect(Tnum other) {
        long known = value | other.value;
        long unknown = mask & other.mask;
        return new Tnum(known & ~unknown, unknown);
    }

    /** Returns the tightest number that holds both. */
    Tnum union(Tnum other) {
        long unknown = mask | other.mask | (value ^ other.value);
        return new Tnum(value & other.value & ~unknown, unknown);
    }

    /** Returns whether every value of the other number is one of this number's. */
    boolean contains(Tnum other) {
        return (other.mask & ~mask) == 0 && value == (other.value & ~mask);
    }

    /** Returns the smallest value above another one; the smallest of all when that is below it, the largest when none is. */
    long above(long number) {
        long largest = value | mask;
        if (Long.compareUnsigned(number, largest) >= 0) {
            return largest;
        }
        if (Long.compareUnsigned(number, value) < 0) {
            return value;
        }
        long wrong = (number ^ value) & ~mask;
        long below = wrong == 0 ? 0 : (Long.highestOneBit(wrong) << 1) - 1;
        boolean tooLow = wrong != 0 && (value & Long.highestOneBit(wrong)) != 0;
        if (tooLow) {
            return (number & ~below) | (value & below);
        }
        return (((number | ~mask | below) + 1) & mask) | value;
    }

    /** Returns whether some value may be in both. */
    boolean overlaps(Tnum other) {
        long known = ~mask & ~other.mask;
        return (value & known) == (other.value & known);
    }

    Tnum cast(int bytes) {
        if (bytes >= 8) {
            return this;
        }
        long kept = (1L << (bytes * 8)) - 1;
        return new Tnum(value & kept, mask & kept);
    }

    /** Returns the lower half. */
    Tnum low() {
        return cast(4);
    }

    Tnum clearLow() {
        return new Tnum(value & ~LOW, mask & ~LOW);
    }

    Tnum withLow(Tnum half) {
        return clearLow().or(half.low());
    }

    /** Returns whether every value is a multiple of the size, a power of two. */
    boolean isAligned(int size) {
        return ((value | mask) & (size - 1L)) == 0;
    }

    @Override
    public String toString() {
        if (isConst()) {
            return Numbers.unsigned(value);
        }
        return "(" + Numbers.hex(value) + "; " + Numbers.hex(mask) + ")";
    }
}
