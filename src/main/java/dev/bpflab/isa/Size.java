package dev.bpflab.isa;

/** The width of a memory access (RFC 9669 §5). */
public enum Size {
    /** Four bytes. */
    W(0x00, 4),
    /** Two bytes. */
    H(0x08, 2),
    /** One byte. */
    B(0x10, 1),
    /** Eight bytes. */
    DW(0x18, 8);

    private final int code;
    private final int bytes;

    Size(int code, int bytes) {
        this.code = code;
        this.bytes = bytes;
    }

    /** Returns the two size bits of the opcode. */
    public int code() {
        return code;
    }

    /** Returns how many bytes are accessed. */
    public int bytes() {
        return bytes;
    }

    /** Returns the kernel's name of the accessed type: {@code u32} or, sign-extending, {@code s32}. */
    public String typeName(boolean signed) {
        return (signed ? "s" : "u") + bytes * 8;
    }

    /** Returns the size whose opcode bits these are. */
    public static Size of(int opcode) {
        return switch (opcode & 0x18) {
            case 0x00 -> W;
            case 0x08 -> H;
            case 0x10 -> B;
            default -> DW;
        };
    }
}
