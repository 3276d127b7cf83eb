package dev.bpflab.isa;

/** A 32-bit immediate. */
public record Imm(int value) implements Operand {
    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
