package dev.bpflab.isa;

/** The byte order operations (RFC 9669 §4.2). */
public enum EndianOp {
    /** From host order to little endian. */
    LE(0xd4, "le"),
    /** From host order to big endian. */
    BE(0xdc, "be"),
    /** Swaps always. */
    BSWAP(0xd7, "bswap");

    private final int opcode;
    private final String symbol;

    EndianOp(int opcode, String symbol) {
        this.opcode = opcode;
        this.symbol = symbol;
    }

    /** Returns the whole opcode byte. */
    public int opcode() {
        return opcode;
    }

    /** Returns the kernel's name, as in {@code r1 = be16 r1}. */
    public String symbol() {
        return symbol;
    }
}
