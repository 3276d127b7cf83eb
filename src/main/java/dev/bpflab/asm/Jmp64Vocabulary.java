package dev.bpflab.asm;

import dev.bpflab.isa.JmpOp;
import dev.bpflab.isa.Reg;
import dev.bpflab.isa.Width;

/** Conditional jumps that compare whole registers (RFC 9669 §4.3); an immediate is sign-extended to 64 bits. */
public abstract class Jmp64Vocabulary extends Alu32Vocabulary {
    Jmp64Vocabulary() {}

    /** Jumps to a label if the condition holds between a register and an immediate. */
    public static Item jmpImm(JmpOp op, Reg dst, long imm, String label) {
        return Jumps.imm("jmpImm", Width.W64, op, dst, imm, label);
    }

    /** Jumps over {@code offset} slots if the condition holds between a register and an immediate. */
    public static Item jmpImm(JmpOp op, Reg dst, long imm, int offset) {
        return Jumps.imm("jmpImm", Width.W64, op, dst, imm, offset);
    }

    /** Jumps to a label if the condition holds between two registers. */
    public static Item jmpReg(JmpOp op, Reg dst, Reg src, String label) {
        return Jumps.reg("jmpReg", Width.W64, op, dst, src, label);
    }

    /** Jumps over {@code offset} slots if the condition holds between two registers. */
    public static Item jmpReg(JmpOp op, Reg dst, Reg src, int offset) {
        return Jumps.reg("jmpReg", Width.W64, op, dst, src, offset);
    }

    /** Jumps to a label if equal: {@code if r1 == 7}. */
    public static Item jeq(Reg dst, long imm, String label) {
        return Jumps.imm("jeq", Width.W64, JmpOp.JEQ, dst, imm, label);
    }

    /** Jumps over {@code offset} slots if equal: {@code if r1 == 7}. */
    public static Item jeq(Reg dst, long imm, int offset) {
        return Jumps.imm("jeq", Width.W64, JmpOp.JEQ, dst, imm, offset);
    }

    /** Jumps to a label if equal: {@code if r1 == r2}. */
    public static Item jeq(Reg dst, Reg src, String label) {
        return Jumps.reg("jeq", Width.W64, JmpOp.JEQ, dst, src, label);
    }

    /** Jumps over {@code offset} slots if equal: {@code if r1 == r2}. */
    public static Item jeq(Reg dst, Reg src, int offset) {
        return Jumps.reg("jeq", Width.W64, JmpOp.JEQ, dst, src, offset);
    }

    /** Jumps to a label if not equal: {@code if r1 != 7}. */
    public static Item jne(Reg dst, long imm, String label) {
        return Jumps.imm("jne", Width.W64, JmpOp.JNE, dst, imm, label);
    }

    /** Jumps over {@code offset} slots if not equal: {@code if r1 != 7}. */
    public static Item jne(Reg dst, long imm, int offset) {
        return Jumps.imm("jne", Width.W64, JmpOp.JNE, dst, imm, offset);
    }

    /** Jumps to a label if not equal: {@code if r1 != r2}. */
    public static Item jne(Reg dst, Reg src, String label) {
        return Jumps.reg("jne", Width.W64, JmpOp.JNE, dst, src, label);
    }

    /** Jumps over {@code offset} slots if not equal: {@code if r1 != r2}. */
    public static Item jne(Reg dst, Reg src, int offset) {
        return Jumps.reg("jne", Width.W64, JmpOp.JNE, dst, src, offset);
    }

    /** Jumps to a label if above, unsigned: {@code if r1 > 7}. */
    public static Item jgt(Reg dst, long imm, String label) {
        return Jumps.imm("jgt", Width.W64, JmpOp.JGT, dst, imm, label);
    }

    /** Jumps over {@code offset} slots if above, unsigned: {@code if r1 > 7}. */
    public static Item jgt(Reg dst, long imm, int offset) {
        return Jumps.imm("jgt", Width.W64, JmpOp.JGT, dst, imm, offset);
    }

    /** Jumps to a label if above, unsigned: {@code if r1 > r2}. */
    public static Item jgt(Reg dst, Reg src, String label) {
        return Jumps.reg("jgt", Width.W64, JmpOp.JGT, dst, src, label);
    }

    /** Jumps over {@code offset} slots if above, unsigned: {@code if r1 > r2}. */
    public static Item jgt(Reg dst, Reg src, int offset) {
        return Jumps.reg("jgt", Width.W64, JmpOp.JGT, dst, src, offset);
    }

    /** Jumps to a label if above or equal, unsigned: {@code if r1 >= 7}. */
    public static Item jge(Reg dst, long imm, String label) {
        return Jumps.imm("jge", Width.W64, JmpOp.JGE, dst, imm, label);
    }

    /** Jumps over {@code offset} slots if above or equal, unsigned: {@code if r1 >= 7}. */
    public static Item jge(Reg dst, long imm, int offset) {
        return Jumps.imm("jge", Width.W64, JmpOp.JGE, dst, imm, offset);
    }

    /** Jumps to a label if above or equal, unsigned: {@code if r1 >= r2}. */
    public static Item jge(Reg dst, Reg src, String label) {
        return Jumps.reg("jge", Width.W64, JmpOp.JGE, dst, src, label);
    }

    /** Jumps over {@code offset} slots if above or equal, unsigned: {@code if r1 >= r2}. */
    public static Item jge(Reg dst, Reg src, int offset) {
        return Jumps.reg("jge", Width.W64, JmpOp.JGE, dst, src, offset);
    }

    /** Jumps to a label if below, unsigned: {@code if r1 < 7}. */
    public static Item jlt(Reg dst, long imm, String label) {
        return Jumps.imm("jlt", Width.W64, JmpOp.JLT, dst, imm, label);
    }

    /** Jumps over {@code offset} slots if below, unsigned: {@code if r1 < 7}. */
    public static Item jlt(Reg dst, long imm, int offset) {
        return Jumps.imm("jlt", Width.W64, JmpOp.JLT, dst, imm, offset);
    }

    /** Jumps to a label if below, unsigned: {@code if r1 < r2}. */
    public static Item jlt(Reg dst, Reg src, String label) {
        return Jumps.reg("jlt", Width.W64, JmpOp.JLT, dst, src, label);
    }

    /** Jumps over {@code offset} slots if below, unsigned: {@code if r1 < r2}. */
    public static Item jlt(Reg dst, Reg src, int offset) {
        return Jumps.reg("jlt", Width.W64, JmpOp.JLT, dst, src, offset);
    }

    /** Jumps to a label if below or equal, unsigned: {@code if r1 <= 7}. */
    public static Item jle(Reg dst, long imm, String label) {
        return Jumps.imm("jle", Width.W64, JmpOp.JLE, dst, imm, label);
    }

    /** Jumps over {@code offset} slots if below or equal, unsigned: {@code if r1 <= 7}. */
    public static Item jle(Reg dst, long imm, int offset) {
        return Jumps.imm("jle", Width.W64, JmpOp.JLE, dst, imm, offset);
    }

    /** Jumps to a label if below or equal, unsigned: {@code if r1 <= r2}. */
    public static Item jle(Reg dst, Reg src, String label) {
        return Jumps.reg("jle", Width.W64, JmpOp.JLE, dst, src, label);
    }

    /** Jumps over {@code offset} slots if below or equal, unsigned: {@code if r1 <= r2}. */
    public static Item jle(Reg dst, Reg src, int offset) {
        return Jumps.reg("jle", Width.W64, JmpOp.JLE, dst, src, offset);
    }

    /** Jumps to a label if greater, signed: {@code if r1 s> 7}. */
    public static Item jsgt(Reg dst, long imm, String label) {
        return Jumps.imm("jsgt", Width.W64, JmpOp.JSGT, dst, imm, label);
    }

    /** Jumps over {@code offset} slots if greater, signed: {@code if r1 s> 7}. */
    public static Item jsgt(Reg dst, long imm, int offset) {
        return Jumps.imm("jsgt", Width.W64, JmpOp.JSGT, dst, imm, offset);
    }

    /** Jumps to a label if greater, signed: {@code if r1 s> r2}. */
    public static Item jsgt(Reg dst, Reg src, String label) {
        return Jumps.reg("jsgt", Width.W64, JmpOp.JSGT, dst, src, label);
    }

    /** Jumps over {@code offset} slots if greater, signed: {@code if r1 s> r2}. */
    public static Item jsgt(Reg dst, Reg src, int offset) {
        return Jumps.reg("jsgt", Width.W64, JmpOp.JSGT, dst, src, offset);
    }

    /** Jumps to a label if greater or equal, signed: {@code if r1 s>= 7}. */
    public static Item jsge(Reg dst, long imm, String label) {
        return Jumps.imm("jsge", Width.W64, JmpOp.JSGE, dst, imm, label);
    }

    /** Jumps over {@code offset} slots if greater or equal, signed: {@code if r1 s>= 7}. */
    public static Item jsge(Reg dst, long imm, int offset) {
        return Jumps.imm("jsge", Width.W64, JmpOp.JSGE, dst, imm, offset);
    }

    /** Jumps to a label if greater or equal, signed: {@code if r1 s>= r2}. */
    public static Item jsge(Reg dst, Reg src, String label) {
        return Jumps.reg("jsge", Width.W64, JmpOp.JSGE, dst, src, label);
    }

    /** Jumps over {@code offset} slots if greater or equal, signed: {@code if r1 s>= r2}. */
    public static Item jsge(Reg dst, Reg src, int offset) {
        return Jumps.reg("jsge", Width.W64, JmpOp.JSGE, dst, src, offset);
    }

    /** Jumps to a label if less, signed: {@code if r1 s< 7}. */
    public static Item jslt(Reg dst, long imm, String label) {
        return Jumps.imm("jslt", Width.W64, JmpOp.JSLT, dst, imm, label);
    }

    /** Jumps over {@code offset} slots if less, signed: {@code if r1 s< 7}. */
    public static Item jslt(Reg dst, long imm, int offset) {
        return Jumps.imm("jslt", Width.W64, JmpOp.JSLT, dst, imm, offset);
    }

    /** Jumps to a label if less, signed: {@code if r1 s< r2}. */
    public static Item jslt(Reg dst, Reg src, String label) {
        return Jumps.reg("jslt", Width.W64, JmpOp.JSLT, dst, src, label);
    }

    /** Jumps over {@code offset} slots if less, signed: {@code if r1 s< r2}. */
    public static Item jslt(Reg dst, Reg src, int offset) {
        return Jumps.reg("jslt", Width.W64, JmpOp.JSLT, dst, src, offset);
    }

    /** Jumps to a label if less or equal, signed: {@code if r1 s<= 7}. */
    public static Item jsle(Reg dst, long imm, String label) {
        return Jumps.imm("jsle", Width.W64, JmpOp.JSLE, dst, imm, label);
    }

    /** Jumps over {@code offset} slots if less or equal, signed: {@code if r1 s<= 7}. */
    public static Item jsle(Reg dst, long imm, int offset) {
        return Jumps.imm("jsle", Width.W64, JmpOp.JSLE, dst, imm, offset);
    }

    /** Jumps to a label if less or equal, signed: {@code if r1 s<= r2}. */
    public static Item jsle(Reg dst, Reg src, String label) {
        return Jumps.reg("jsle", Width.W64, JmpOp.JSLE, dst, src, label);
    }

    /** Jumps over {@code offset} slots if less or equal, signed: {@code if r1 s<= r2}. */
    public static Item jsle(Reg dst, Reg src, int offset) {
        return Jumps.reg("jsle", Width.W64, JmpOp.JSLE, dst, src, offset);
    }

    /** Jumps to a label if a common bit is set: {@code if r1 & 7}. */
    public static Item jset(Reg dst, long imm, String label) {
        return Jumps.imm("jset", Width.W64, JmpOp.JSET, dst, imm, label);
    }

    /** Jumps over {@code offset} slots if a common bit is set: {@code if r1 & 7}. */
    public static Item jset(Reg dst, long imm, int offset) {
        return Jumps.imm("jset", Width.W64, JmpOp.JSET, dst, imm, offset);
    }

    /** Jumps to a label if a common bit is set: {@code if r1 & r2}. */
    public static Item jset(Reg dst, Reg src, String label) {
        return Jumps.reg("jset", Width.W64, JmpOp.JSET, dst, src, label);
    }

    /** Jumps over {@code offset} slots if a common bit is set: {@code if r1 & r2}. */
    public static Item jset(Reg dst, Reg src, int offset) {
        return Jumps.reg("jset", Width.W64, JmpOp.JSET, dst, src, offset);
    }
}
