package dev.bpflab.isa;

/** Whether an operation works on whole registers or on their lower halves (ALU64 and JMP, or ALU and JMP32). */
public enum Width {
    W64(0x07, 0x05, "r"),
    W32(0x04, 0x06, "w");

    private final int aluClass;
    private final int jmpClass;
    private final String prefix;

    Width(int aluClass, int jmpClass, String prefix) {
        this.aluClass = aluClass;
        this.jmpClass = jmpClass;
        this.prefix = prefix;
    }

    /** Returns the instruction class of arithmetic of this width. */
    public int aluClass() {
        return aluClass;
    }

    /** Returns the instruction class of jumps of this width. */
    public int jmpClass() {
        return jmpClass;
    }

    /** Returns how the kernel writes a register of this width: {@code r3} or {@code w3}. */
    public String nameOf(Reg reg) {
        return prefix + reg.number();
    }
}
