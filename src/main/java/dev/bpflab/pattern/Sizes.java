package dev.bpflab.pattern;

/** Unsigned numbers in arithmetic. */
final class Sizes {
    private Sizes() {}

    /** Returns an unsigned number as a floating-point one. */
    static double unsigned(long value) {
        return (value >>> 1) * 2.0 + (value & 1);
    }
}
