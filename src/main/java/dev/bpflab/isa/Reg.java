package dev.bpflab.isa;

/** The eleven registers of RFC 9669 §2.1. R0 holds results, R1–R5 arguments, R6–R9 survive calls, R10 is the frame pointer. */
public enum Reg implements Operand {
    R0,
    R1,
    R2,
    R3,
    R4,
    R5,
    R6,
    R7,
    R8,
    R9,
    R10;

    private static final Reg[] ALL = values();

    /** Returns the register with this number, 0 to 10. */
    public static Reg of(int number) {
        if (number < 0 || number >= ALL.length) {
            throw new IllegalArgumentException("R" + number + " is not a register; use R0 to R10");
        }
        return ALL[number];
    }

    /** Returns the number that stands in an instruction's register field. */
    public int number() {
        return ordinal();
    }

    @Override
    public String toString() {
        return "r" + ordinal();
    }
}
