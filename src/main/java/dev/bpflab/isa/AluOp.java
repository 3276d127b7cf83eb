package dev.bpflab.isa;

import java.util.function.IntBinaryOperator;
import java.util.function.LongBinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The arithmetic operations (RFC 9669 §4.1), each with its encoding, the kernel's symbol and its meaning. Shift counts
 * are masked, division by zero gives 0, modulo by zero leaves the destination.
 */
@SuppressWarnings("ImmutableEnumChecker") // the operators are stateless lambdas
public enum AluOp {
    ADD(0x00, 0, "+=", (d, s) -> d + s, (d, s) -> d + s),
    SUB(0x10, 0, "-=", (d, s) -> d - s, (d, s) -> d - s),
    MUL(0x20, 0, "*=", (d, s) -> d * s, (d, s) -> d * s),
    DIV(
            0x30,
            0,
            "/=",
            (d, s) -> s == 0 ? 0 : Long.divideUnsigned(d, s),
            (d, s) -> s == 0 ? 0 : Integer.divideUnsigned(d, s)),
    SDIV(0x30, 1, "s/=", (d, s) -> s == 0 ? 0 : d / s, (d, s) -> s == 0 ? 0 : d / s),
    OR(0x40, 0, "|=", (d, s) -> d | s, (d, s) -> d | s),
    AND(0x50, 0, "&=", (d, s) -> d & s, (d, s) -> d & s),
    LSH(0x60, 0, "<<=", (d, s) -> d << s, (d, s) -> d << s),
    RSH(0x70, 0, ">>=", (d, s) -> d >>> s, (d, s) -> d >>> s),
    NEG(0x80, 0, "= -", (d, s) -> -d, (d, s) -> -d),
    MOD(
            0x90,
            0,
            "%=",
            (d, s) -> s == 0 ? d : Long.remainderUnsigned(d, s),
            (d, s) -> s == 0 ? d : Integer.remainderUnsigned(d, s)),
    SMOD(0x90, 1, "s%=", (d, s) -> s == 0 ? d : d % s, (d, s) -> s == 0 ? d : d % s),
    XOR(0xa0, 0, "^=", (d, s) -> d ^ s, (d, s) -> d ^ s),
    MOV(0xb0, 0, "=", (d, s) -> s, (d, s) -> s),
    MOVSX8(0xb0, 8, "= (s8)", (d, s) -> (byte) s, (d, s) -> (byte) s),
    MOVSX16(0xb0, 16, "= (s16)", (d, s) -> (short) s, (d, s) -> (short) s),
    MOVSX32(0xb0, 32, "= (s32)", (d, s) -> (int) s, (d, s) -> s),
    ARSH(0xc0, 0, "s>>=", (d, s) -> d >> s, (d, s) -> d >> s);

    private static final AluOp[] ALL = values();

    private final int code;
    private final int offset;
    private final String symbol;
    private final LongBinaryOperator wide;
    private final IntBinaryOperator narrow;

    AluOp(int code, int offset, String symbol, LongBinaryOperator wide, IntBinaryOperator narrow) {
        this.code = code;
        this.offset = offset;
        this.symbol = symbol;
        this.wide = wide;
        this.narrow = narrow;
    }

    /** Returns the operation with the bits of this opcode byte and this offset field, or null when there is none. */
    static @Nullable AluOp of(int opcode, int offset) {
        for (AluOp op : ALL) {
            if (op.code == (opcode & 0xf0) && op.offset == offset) {
                return op;
            }
        }
        return null;
    }

    /** Returns the operation bits of the opcode, 0x00 to 0xf0. */
    public int code() {
        return code;
    }

    /** Returns what the offset field holds: 1 for signed division and modulo, the bits of a sign-extending move, else 0. */
    public int offset() {
        return offset;
    }

    /** Returns the kernel's symbol, as in {@code r1 += r2}. */
    public String symbol() {
        return symbol;
    }

    /** Returns whether this is one of the sign-extending moves, which only take a register. */
    public boolean isSignExtendingMove() {
        return code == 0xb0 && offset != 0;
    }

    /** Returns whether the operation exists with this width and source (RFC 9669 §4.1; no {@code w1 = (s32)w2}). */
    public boolean exists(Width width, boolean fromRegister) {
        return switch (this) {
            case NEG -> !fromRegister;
            case MOVSX8, MOVSX16 -> fromRegister;
            case MOVSX32 -> fromRegister && width == Width.W64;
            default -> true;
        };
    }

    /** Returns the 64-bit result. */
    public long apply(long dst, long src) {
        return wide.applyAsLong(dst, src);
    }

    /** Returns the 32-bit result, which a machine zero-extends into the register. */
    public int apply32(int dst, int src) {
        return narrow.applyAsInt(dst, src);
    }
}
