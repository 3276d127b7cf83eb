package dev.bpflab.isa;

import java.util.function.LongBinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The atomic operations (RFC 9669 §5.3): what stands in the immediate, the kernel's name, and what is stored given the
 * old value and the source. A fetching operation puts the old value into its source register, compare-and-exchange
 * into R0. Compare-and-exchange stores the source only when the old value equals R0.
 */
@SuppressWarnings("ImmutableEnumChecker") // the operators are stateless lambdas
public enum AtomicOp {
    ADD(0x00, "add", (old, src) -> old + src),
    OR(0x40, "or", (old, src) -> old | src),
    AND(0x50, "and", (old, src) -> old & src),
    XOR(0xa0, "xor", (old, src) -> old ^ src),
    FETCH_ADD(0x01, "fetch_add", (old, src) -> old + src),
    FETCH_OR(0x41, "fetch_or", (old, src) -> old | src),
    FETCH_AND(0x51, "fetch_and", (old, src) -> old & src),
    FETCH_XOR(0xa1, "fetch_xor", (old, src) -> old ^ src),
    XCHG(0xe1, "xchg", (old, src) -> src),
    CMPXCHG(0xf1, "cmpxchg", (old, src) -> src);

    private static final AtomicOp[] ALL = values();

    private final int imm;
    private final String kernelName;
    private final LongBinaryOperator stored;

    AtomicOp(int imm, String kernelName, LongBinaryOperator stored) {
        this.imm = imm;
        this.kernelName = kernelName;
        this.stored = stored;
    }

    /** Returns the operation with this immediate, or null when there is none. */
    static @Nullable AtomicOp of(int imm) {
        for (AtomicOp op : ALL) {
            if (op.imm == imm) {
                return op;
            }
        }
        return null;
    }

    /** Returns what stands in the immediate field. */
    public int imm() {
        return imm;
    }

    /** Returns the kernel's name of an operation that fetches: {@code atomic_xchg} of four bytes, {@code atomic64_xchg} of eight. */
    public String kernelName(Size size) {
        return (size == Size.DW ? "atomic64_" : "atomic_") + kernelName;
    }

    /** Returns the symbol of an operation that does not fetch, as in {@code lock *(u64 *)(r1 +0) += r2}. */
    public String symbol() {
        return switch (this) {
            case ADD -> AluOp.ADD.symbol();
            case OR -> AluOp.OR.symbol();
            case AND -> AluOp.AND.symbol();
            case XOR -> AluOp.XOR.symbol();
            default -> throw new IllegalStateException(this + " has a name, not a symbol");
        };
    }

    /** Returns whether the old value comes back in a register. */
    public boolean fetches() {
        return (imm & 1) != 0;
    }

    /** Returns the value to store. */
    public long stored(long old, long src) {
        return stored.applyAsLong(old, src);
    }
}
