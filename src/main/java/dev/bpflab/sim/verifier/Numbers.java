package dev.bpflab.sim.verifier;

/** Numbers as the kernel's log writes them: small ones decimal, large ones hexadecimal. */
final class Numbers {
    private static final int UNSIGNED_DECIMAL = 0xffff;

    private Numbers() {}

    static String hex(long number) {
        return "0x" + Long.toHexString(number);
    }

    static String unsigned(long number) {
        return Long.compareUnsigned(number, UNSIGNED_DECIMAL) <= 0 ? Long.toString(number) : hex(number);
    }

    static String signed(long number) {
        if (number >= Short.MIN_VALUE && number <= Short.MAX_VALUE) {
            return Long.toString(number);
        }
        return hex(number);
    }

    static String signed32(int number) {
        if (number >= Short.MIN_VALUE && number <= Short.MAX_VALUE) {
            return Integer.toString(number);
        }
        return "0x" + Integer.toHexString(number);
    }
}
