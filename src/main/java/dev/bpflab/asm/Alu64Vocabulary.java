package dev.bpflab.asm;

import dev.bpflab.isa.AluOp;
import dev.bpflab.isa.EndianOp;
import dev.bpflab.isa.Reg;
import dev.bpflab.isa.Width;

/** Arithmetic on whole registers (RFC 9669 §4.1), and byte order (§4.2). */
public abstract class Alu64Vocabulary {
    Alu64Vocabulary() {}

    /** Copies a 32-bit immediate, sign-extended: {@code r1 = 7}. */
    public static Item mov(Reg dst, long imm) {
        return Arithmetic.imm("mov", Width.W64, AluOp.MOV, dst, imm);
    }

    /** Copies a register: {@code r1 = r2}. */
    public static Item mov(Reg dst, Reg src) {
        return Arithmetic.reg("mov", Width.W64, AluOp.MOV, dst, src);
    }

    /** Adds a 32-bit immediate, sign-extended: {@code r1 += 7}. */
    public static Item add(Reg dst, long imm) {
        return Arithmetic.imm("add", Width.W64, AluOp.ADD, dst, imm);
    }

    /** Adds a register: {@code r1 += r2}. */
    public static Item add(Reg dst, Reg src) {
        return Arithmetic.reg("add", Width.W64, AluOp.ADD, dst, src);
    }

    /** Subtracts a 32-bit immediate, sign-extended: {@code r1 -= 7}. */
    public static Item sub(Reg dst, long imm) {
        return Arithmetic.imm("sub", Width.W64, AluOp.SUB, dst, imm);
    }

    /** Subtracts a register: {@code r1 -= r2}. */
    public static Item sub(Reg dst, Reg src) {
        return Arithmetic.reg("sub", Width.W64, AluOp.SUB, dst, src);
    }

    /** Multiplies by a 32-bit immediate, sign-extended: {@code r1 *= 7}. */
    public static Item mul(Reg dst, long imm) {
        return Arithmetic.imm("mul", Width.W64, AluOp.MUL, dst, imm);
    }

    /** Multiplies by a register: {@code r1 *= r2}. */
    public static Item mul(Reg dst, Reg src) {
        return Arithmetic.reg("mul", Width.W64, AluOp.MUL, dst, src);
    }

    /** Divides, unsigned, by a 32-bit immediate, sign-extended: {@code r1 /= 7}. */
    public static Item div(Reg dst, long imm) {
        return Arithmetic.imm("div", Width.W64, AluOp.DIV, dst, imm);
    }

    /** Divides, unsigned, by a register: {@code r1 /= r2}. */
    public static Item div(Reg dst, Reg src) {
        return Arithmetic.reg("div", Width.W64, AluOp.DIV, dst, src);
    }

    /** Divides, signed, by a 32-bit immediate, sign-extended: {@code r1 s/= 7}. */
    public static Item sdiv(Reg dst, long imm) {
        return Arithmetic.imm("sdiv", Width.W64, AluOp.SDIV, dst, imm);
    }

    /** Divides, signed, by a register: {@code r1 s/= r2}. */
    public static Item sdiv(Reg dst, Reg src) {
        return Arithmetic.reg("sdiv", Width.W64, AluOp.SDIV, dst, src);
    }

    /** Takes the unsigned remainder by a 32-bit immediate, sign-extended: {@code r1 %= 7}. */
    public static Item mod(Reg dst, long imm) {
        return Arithmetic.imm("mod", Width.W64, AluOp.MOD, dst, imm);
    }

    /** Takes the unsigned remainder by a register: {@code r1 %= r2}. */
    public static Item mod(Reg dst, Reg src) {
        return Arithmetic.reg("mod", Width.W64, AluOp.MOD, dst, src);
    }

    /** Takes the signed remainder by a 32-bit immediate, sign-extended: {@code r1 s%= 7}. */
    public static Item smod(Reg dst, long imm) {
        return Arithmetic.imm("smod", Width.W64, AluOp.SMOD, dst, imm);
    }

    /** Takes the signed remainder by a register: {@code r1 s%= r2}. */
    public static Item smod(Reg dst, Reg src) {
        return Arithmetic.reg("smod", Width.W64, AluOp.SMOD, dst, src);
    }

    /** Sets the bits of a 32-bit immediate, sign-extended: {@code r1 |= 7}. */
    public static Item or(Reg dst, long imm) {
        return Arithmetic.imm("or", Width.W64, AluOp.OR, dst, imm);
    }

    /** Sets the bits of a register: {@code r1 |= r2}. */
    public static Item or(Reg dst, Reg src) {
        return Arithmetic.reg("or", Width.W64, AluOp.OR, dst, src);
    }

    /** Keeps the bits of a 32-bit immediate, sign-extended: {@code r1 &= 7}. */
    public static Item and(Reg dst, long imm) {
        return Arithmetic.imm("and", Width.W64, AluOp.AND, dst, imm);
    }

    /** Keeps the bits of a register: {@code r1 &= r2}. */
    public static Item and(Reg dst, Reg src) {
        return Arithmetic.reg("and", Width.W64, AluOp.AND, dst, src);
    }

    /** Flips the bits of a 32-bit immediate, sign-extended: {@code r1 ^= 7}. */
    public static Item xor(Reg dst, long imm) {
        return Arithmetic.imm("xor", Width.W64, AluOp.XOR, dst, imm);
    }

    /** Flips the bits of a register: {@code r1 ^= r2}. */
    public static Item xor(Reg dst, Reg src) {
        return Arithmetic.reg("xor", Width.W64, AluOp.XOR, dst, src);
    }

    /** Shifts left by a 32-bit immediate, sign-extended: {@code r1 <<= 7}. */
    public static Item lsh(Reg dst, long imm) {
        return Arithmetic.imm("lsh", Width.W64, AluOp.LSH, dst, imm);
    }

    /** Shifts left by a register: {@code r1 <<= r2}. */
    public static Item lsh(Reg dst, Reg src) {
        return Arithmetic.reg("lsh", Width.W64, AluOp.LSH, dst, src);
    }

    /** Shifts right, filling with zeros, by a 32-bit immediate, sign-extended: {@code r1 >>= 7}. */
    public static Item rsh(Reg dst, long imm) {
        return Arithmetic.imm("rsh", Width.W64, AluOp.RSH, dst, imm);
    }

    /** Shifts right, filling with zeros, by a register: {@code r1 >>= r2}. */
    public static Item rsh(Reg dst, Reg src) {
        return Arithmetic.reg("rsh", Width.W64, AluOp.RSH, dst, src);
    }

    /** Shifts right, filling with the sign, by a 32-bit immediate, sign-extended: {@code r1 s>>= 7}. */
    public static Item arsh(Reg dst, long imm) {
        return Arithmetic.imm("arsh", Width.W64, AluOp.ARSH, dst, imm);
    }

    /** Shifts right, filling with the sign, by a register: {@code r1 s>>= r2}. */
    public static Item arsh(Reg dst, Reg src) {
        return Arithmetic.reg("arsh", Width.W64, AluOp.ARSH, dst, src);
    }

    /** Negates a register: {@code r1 = -r1}. */
    public static Item neg(Reg dst) {
        return Arithmetic.neg("neg", Width.W64, dst);
    }

    /** Copies the lower 8 bits of a register, sign-extended to 64 bits: {@code r1 = (s8)r2}. */
    public static Item movsx8(Reg dst, Reg src) {
        return Arithmetic.reg("movsx8", Width.W64, AluOp.MOVSX8, dst, src);
    }

    /** Copies the lower 16 bits of a register, sign-extended to 64 bits: {@code r1 = (s16)r2}. */
    public static Item movsx16(Reg dst, Reg src) {
        return Arithmetic.reg("movsx16", Width.W64, AluOp.MOVSX16, dst, src);
    }

    /** Copies the lower 32 bits of a register, sign-extended to 64 bits: {@code r1 = (s32)r2}. */
    public static Item movsx32(Reg dst, Reg src) {
        return Arithmetic.reg("movsx32", Width.W64, AluOp.MOVSX32, dst, src);
    }

    /** Converts the lower 16 bits from host order to big endian and zeroes the rest: {@code r1 = be16 r1}. */
    public static Item be16(Reg dst) {
        return Arithmetic.endian("be16", EndianOp.BE, 16, dst);
    }

    /** Converts the lower 32 bits from host order to big endian and zeroes the rest: {@code r1 = be32 r1}. */
    public static Item be32(Reg dst) {
        return Arithmetic.endian("be32", EndianOp.BE, 32, dst);
    }

    /** Converts the register from host order to big endian: {@code r1 = be64 r1}. */
    public static Item be64(Reg dst) {
        return Arithmetic.endian("be64", EndianOp.BE, 64, dst);
    }

    /** Converts the lower 16 bits from host order to little endian and zeroes the rest: {@code r1 = le16 r1}. */
    public static Item le16(Reg dst) {
        return Arithmetic.endian("le16", EndianOp.LE, 16, dst);
    }

    /** Converts the lower 32 bits from host order to little endian and zeroes the rest: {@code r1 = le32 r1}. */
    public static Item le32(Reg dst) {
        return Arithmetic.endian("le32", EndianOp.LE, 32, dst);
    }

    /** Converts the register from host order to little endian: {@code r1 = le64 r1}. */
    public static Item le64(Reg dst) {
        return Arithmetic.endian("le64", EndianOp.LE, 64, dst);
    }

    /** Reverses the lower 16 bits byte by byte and zeroes the rest: {@code r1 = bswap16 r1}. */
    public static Item bswap16(Reg dst) {
        return Arithmetic.endian("bswap16", EndianOp.BSWAP, 16, dst);
    }

    /** Reverses the lower 32 bits byte by byte and zeroes the rest: {@code r1 = bswap32 r1}. */
    public static Item bswap32(Reg dst) {
        return Arithmetic.endian("bswap32", EndianOp.BSWAP, 32, dst);
    }

    /** Reverses the eight bytes of the register: {@code r1 = bswap64 r1}. */
    public static Item bswap64(Reg dst) {
        return Arithmetic.endian("bswap64", EndianOp.BSWAP, 64, dst);
    }
}
