package dev.bpflab.isa;

import org.jspecify.annotations.Nullable;

/** The conditions of conditional jumps (RFC 9669 §4.3), each with its encoding, the kernel's symbol and its meaning. */
@SuppressWarnings("ImmutableEnumChecker") // the tests are stateless lambdas
public enum JmpOp {
    JEQ(0x10, "==", false, (d, s) -> d == s),
    JGT(0x20, ">", false, (d, s) -> Long.compareUnsigned(d, s) > 0),
    JGE(0x30, ">=", false, (d, s) -> Long.compareUnsigned(d, s) >= 0),
    JSET(0x40, "&", false, (d, s) -> (d & s) != 0),
    JNE(0x50, "!=", false, (d, s) -> d != s),
    JSGT(0x60, "s>", true, (d, s) -> d > s),
    JSGE(0x70, "s>=", true, (d, s) -> d >= s),
    JLT(0xa0, "<", false, (d, s) -> Long.compareUnsigned(d, s) < 0),
    JLE(0xb0, "<=", false, (d, s) -> Long.compareUnsigned(d, s) <= 0),
    JSLT(0xc0, "s<", true, (d, s) -> d < s),
    JSLE(0xd0, "s<=", true, (d, s) -> d <= s);

    /** A condition over two 64-bit values. */
    @FunctionalInterface
    private interface Condition {
        boolean holds(long dst, long src);
    }

    private static final JmpOp[] ALL = values();

    private final int code;
    private final String symbol;
    private final boolean signed;
    private final Condition condition;

    JmpOp(int code, String symbol, boolean signed, Condition condition) {
        this.code = code;
        this.symbol = symbol;
        this.signed = signed;
        this.condition = condition;
    }

    /** Returns the condition with the operation bits of this opcode byte, or null when there is none. */
    static @Nullable JmpOp of(int opcode) {
        for (JmpOp op : ALL) {
            if (op.code == (opcode & 0xf0)) {
                return op;
            }
        }
        return null;
    }

    /** Returns the operation bits of the opcode, 0x10 to 0xd0. */
    public int code() {
        return code;
    }

    /** Returns the kernel's symbol, as in {@code if r1 s> r2 goto pc+3}. */
    public String symbol() {
        return symbol;
    }

    /** Returns whether the comparison is of signed values. */
    public boolean signed() {
        return signed;
    }

    /** Returns whether a 64-bit jump is taken. */
    public boolean holds(long dst, long src) {
        return condition.holds(dst, src);
    }

    /** Returns whether a 32-bit jump is taken, which compares the lower halves. */
    public boolean holds32(int dst, int src) {
        return signed ? condition.holds(dst, src) : condition.holds(dst & 0xffff_ffffL, src & 0xffff_ffffL);
    }
}
