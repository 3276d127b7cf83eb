package dev.bpflab.isa;

/** What stands to the right of an operation: a register, or a 32-bit immediate that is sign-extended to 64 bits. */
public sealed interface Operand permits Reg, Imm {}
