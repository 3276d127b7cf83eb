package dev.bpflab.pattern;

/** Sizes as people write them. */
final class Sizes {
    private static final String UNITS = "KMGTPE";

    private Sizes() {}

    /** Returns an unsigned number as a floating-point one. */
    static double unsigned(long value) {
        return (value >>> 1) * 2.0 + (value & 1);
    }

    /** Returns {@code 16K} for 16384 and {@code 1500} for 1500: a unit only where nothing is lost. */
    static String text(long value) {
        long rest = value;
        int unit = 0;
        while (rest != 0 && Long.remainderUnsigned(rest, 1024) == 0 && unit < UNITS.length()) {
            rest = Long.divideUnsigned(rest, 1024);
            unit++;
        }
        return Long.toUnsignedString(rest) + (unit == 0 ? "" : UNITS.charAt(unit - 1));
    }
}
