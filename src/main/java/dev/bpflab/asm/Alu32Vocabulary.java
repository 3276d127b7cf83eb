package dev.bpflab.asm;

import dev.bpflab.isa.AluOp;
import dev.bpflab.isa.Reg;
import dev.bpflab.isa.Width;

/** Arithmetic on the lower halves of registers (RFC 9669 §4.1); the upper half of the destination becomes zero. */
public abstract class Alu32Vocabulary extends Alu64Vocabulary {
    Alu32Vocabulary() {}

    /** Copies a 32-bit immediate: {@code w1 = 7}. */
    public static Item mov32(Reg dst, long imm) {
        return Arithmetic.imm("mov32", Width.W32, AluOp.MOV, dst, imm);
    }

    /** Copies the lower half of a register: {@code w1 = w2}. */
    public static Item mov32(Reg dst, Reg src) {
        return Arithmetic.reg("mov32", Width.W32, AluOp.MOV, dst, src);
    }

    /** Adds a 32-bit immediate: {@code w1 += 7}. */
    public static Item add32(Reg dst, long imm) {
        return Arithmetic.imm("add32", Width.W32, AluOp.ADD, dst, imm);
    }

    /** Adds the lower half of a register: {@code w1 += w2}. */
    public static Item add32(Reg dst, Reg src) {
        return Arithmetic.reg("add32", Width.W32, AluOp.ADD, dst, src);
    }

    /** Subtracts a 32-bit immediate: {@code w1 -= 7}. */
    public static Item sub32(Reg dst, long imm) {
        return Arithmetic.imm("sub32", Width.W32, AluOp.SUB, dst, imm);
    }

    /** Subtracts the lower half of a register: {@code w1 -= w2}. */
    public static Item sub32(Reg dst, Reg src) {
        return Arithmetic.reg("sub32", Width.W32, AluOp.SUB, dst, src);
    }

    /** Multiplies by a 32-bit immediate: {@code w1 *= 7}. */
    public static Item mul32(Reg dst, long imm) {
        return Arithmetic.imm("mul32", Width.W32, AluOp.MUL, dst, imm);
    }

    /** Multiplies by the lower half of a register: {@code w1 *= w2}. */
    public static Item mul32(Reg dst, Reg src) {
        return Arithmetic.reg("mul32", Width.W32, AluOp.MUL, dst, src);
    }

    /** Divides, unsigned, by a 32-bit immediate: {@code w1 /= 7}. */
    public static Item div32(Reg dst, long imm) {
        return Arithmetic.imm("div32", Width.W32, AluOp.DIV, dst, imm);
    }

    /** Divides, unsigned, by the lower half of a register: {@code w1 /= w2}. */
    public static Item div32(Reg dst, Reg src) {
        return Arithmetic.reg("div32", Width.W32, AluOp.DIV, dst, src);
    }

    /** Divides, signed, by a 32-bit immediate: {@code w1 s/= 7}. */
    public static Item sdiv32(Reg dst, long imm) {
        return Arithmetic.imm("sdiv32", Width.W32, AluOp.SDIV, dst, imm);
    }

    /** Divides, signed, by the lower half of a register: {@code w1 s/= w2}. */
    public static Item sdiv32(Reg dst, Reg src) {
        return Arithmetic.reg("sdiv32", Width.W32, AluOp.SDIV, dst, src);
    }

    /** Takes the unsigned remainder by a 32-bit immediate: {@code w1 %= 7}. */
    public static Item mod32(Reg dst, long imm) {
        return Arithmetic.imm("mod32", Width.W32, AluOp.MOD, dst, imm);
    }

    /** Takes the unsigned remainder by the lower half of a register: {@code w1 %= w2}. */
    public static Item mod32(Reg dst, Reg src) {
        return Arithmetic.reg("mod32", Width.W32, AluOp.MOD, dst, src);
    }

    /** Takes the signed remainder by a 32-bit immediate: {@code w1 s%= 7}. */
    public static Item smod32(Reg dst, long imm) {
        return Arithmetic.imm("smod32", Width.W32, AluOp.SMOD, dst, imm);
    }

    /** Takes the signed remainder by the lower half of a register: {@code w1 s%= w2}. */
    public static Item smod32(Reg dst, Reg src) {
        return Arithmetic.reg("smod32", Width.W32, AluOp.SMOD, dst, src);
    }

    /** Sets the bits of a 32-bit immediate: {@code w1 |= 7}. */
    public static Item or32(Reg dst, long imm) {
        return Arithmetic.imm("or32", Width.W32, AluOp.OR, dst, imm);
    }

    /** Sets the bits of the lower half of a register: {@code w1 |= w2}. */
    public static Item or32(Reg dst, Reg src) {
        return Arithmetic.reg("or32", Width.W32, AluOp.OR, dst, src);
    }

    /** Keeps the bits of a 32-bit immediate: {@code w1 &= 7}. */
    public static Item and32(Reg dst, long imm) {
        return Arithmetic.imm("and32", Width.W32, AluOp.AND, dst, imm);
    }

    /** Keeps the bits of the lower half of a register: {@code w1 &= w2}. */
    public static Item and32(Reg dst, Reg src) {
        return Arithmetic.reg("and32", Width.W32, AluOp.AND, dst, src);
    }

    /** Flips the bits of a 32-bit immediate: {@code w1 ^= 7}. */
    public static Item xor32(Reg dst, long imm) {
        return Arithmetic.imm("xor32", Width.W32, AluOp.XOR, dst, imm);
    }

    /** Flips the bits of the lower half of a register: {@code w1 ^= w2}. */
    public static Item xor32(Reg dst, Reg src) {
        return Arithmetic.reg("xor32", Width.W32, AluOp.XOR, dst, src);
    }

    /** Shifts left by a 32-bit immediate: {@code w1 <<= 7}. */
    public static Item lsh32(Reg dst, long imm) {
        return Arithmetic.imm("lsh32", Width.W32, AluOp.LSH, dst, imm);
    }

    /** Shifts left by the lower half of a register: {@code w1 <<= w2}. */
    public static Item lsh32(Reg dst, Reg src) {
        return Arithmetic.reg("lsh32", Width.W32, AluOp.LSH, dst, src);
    }

    /** Shifts right, filling with zeros, by a 32-bit immediate: {@code w1 >>= 7}. */
    public static Item rsh32(Reg dst, long imm) {
        return Arithmetic.imm("rsh32", Width.W32, AluOp.RSH, dst, imm);
    }

    /** Shifts right, filling with zeros, by the lower half of a register: {@code w1 >>= w2}. */
    public static Item rsh32(Reg dst, Reg src) {
        return Arithmetic.reg("rsh32", Width.W32, AluOp.RSH, dst, src);
    }

    /** Shifts right, filling with the sign, by a 32-bit immediate: {@code w1 s>>= 7}. */
    public static Item arsh32(Reg dst, long imm) {
        return Arithmetic.imm("arsh32", Width.W32, AluOp.ARSH, dst, imm);
    }

    /** Shifts right, filling with the sign, by the lower half of a register: {@code w1 s>>= w2}. */
    public static Item arsh32(Reg dst, Reg src) {
        return Arithmetic.reg("arsh32", Width.W32, AluOp.ARSH, dst, src);
    }

    /** Negates a register: {@code w1 = -w1}. */
    public static Item neg32(Reg dst) {
        return Arithmetic.neg("neg32", Width.W32, dst);
    }

    /** Copies the lower 8 bits of a register, sign-extended to 32 bits: {@code w1 = (s8)w2}. */
    public static Item mov32sx8(Reg dst, Reg src) {
        return Arithmetic.reg("mov32sx8", Width.W32, AluOp.MOVSX8, dst, src);
    }

    /** Copies the lower 16 bits of a register, sign-extended to 32 bits: {@code w1 = (s16)w2}. */
    public static Item mov32sx16(Reg dst, Reg src) {
        return Arithmetic.reg("mov32sx16", Width.W32, AluOp.MOVSX16, dst, src);
    }
}
