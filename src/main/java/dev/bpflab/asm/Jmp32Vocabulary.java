package dev.bpflab.asm;

import dev.bpflab.isa.JmpOp;
import dev.bpflab.isa.Reg;
import dev.bpflab.isa.Width;

/** Conditional jumps that compare the lower halves of registers (RFC 9669 §4.3). */
public abstract class Jmp32Vocabulary extends Jmp64Vocabulary {
    Jmp32Vocabulary() {}

    /** Jumps to a label if the condition holds between the lower half of a register and an immediate. */
    public static Item jmpImm32(JmpOp op, Reg dst, long imm, String label) {
        return Jumps.imm("jmpImm32", Width.W32, op, dst, imm, label);
    }

    /** Jumps over {@code offset} slots if the condition holds between the lower half of a register and an immediate. */
    public static Item jmpImm32(JmpOp op, Reg dst, long imm, int offset) {
        return Jumps.imm("jmpImm32", Width.W32, op, dst, imm, offset);
    }

    /** Jumps to a label if the condition holds between two registers. */
    public static Item jmpReg32(JmpOp op, Reg dst, Reg src, String label) {
        return Jumps.reg("jmpReg32", Width.W32, op, dst, src, label);
    }

    /** Jumps over {@code offset} slots if the condition holds between two registers. */
    public static Item jmpReg32(JmpOp op, Reg dst, Reg src, int offset) {
        return Jumps.reg("jmpReg32", Width.W32, op, dst, src, offset);
    }

    /** Jumps to a label if equal: {@code if w1 == 7}. */
    public static Item jeq32(Reg dst, long imm, String label) {
        return Jumps.imm("jeq32", Width.W32, JmpOp.JEQ, dst, imm, label);
    }

    /** Jumps over {@code offset} slots if equal: {@code if w1 == 7}. */
    public static Item jeq32(Reg dst, long imm, int offset) {
        return Jumps.imm("jeq32", Width.W32, JmpOp.JEQ, dst, imm, offset);
    }

    /** Jumps to a label if equal: {@code if w1 == w2}. */
    public static Item jeq32(Reg dst, Reg src, String label) {
        return Jumps.reg("jeq32", Width.W32, JmpOp.JEQ, dst, src, label);
    }

    /** Jumps over {@code offset} slots if equal: {@code if w1 == w2}. */
    public static Item jeq32(Reg dst, Reg src, int offset) {
        return Jumps.reg("jeq32", Width.W32, JmpOp.JEQ, dst, src, offset);
    }

    /** Jumps to a label if not equal: {@code if w1 != 7}. */
    public static Item jne32(Reg dst, long imm, String label) {
        return Jumps.imm("jne32", Width.W32, JmpOp.JNE, dst, imm, label);
    }

    /** Jumps over {@code offset} slots if not equal: {@code if w1 != 7}. */
    public static Item jne32(Reg dst, long imm, int offset) {
        return Jumps.imm("jne32", Width.W32, JmpOp.JNE, dst, imm, offset);
    }

    /** Jumps to a label if not equal: {@code if w1 != w2}. */
    public static Item jne32(Reg dst, Reg src, String label) {
        return Jumps.reg("jne32", Width.W32, JmpOp.JNE, dst, src, label);
    }

    /** Jumps over {@code offset} slots if not equal: {@code if w1 != w2}. */
    public static Item jne32(Reg dst, Reg src, int offset) {
        return Jumps.reg("jne32", Width.W32, JmpOp.JNE, dst, src, offset);
    }

    /** Jumps to a label if above, unsigned: {@code if w1 > 7}. */
    public static Item jgt32(Reg dst, long imm, String label) {
        return Jumps.imm("jgt32", Width.W32, JmpOp.JGT, dst, imm, label);
    }

    /** Jumps over {@code offset} slots if above, unsigned: {@code if w1 > 7}. */
    public static Item jgt32(Reg dst, long imm, int offset) {
        return Jumps.imm("jgt32", Width.W32, JmpOp.JGT, dst, imm, offset);
    }

    /** Jumps to a label if above, unsigned: {@code if w1 > w2}. */
    public static Item jgt32(Reg dst, Reg src, String label) {
        return Jumps.reg("jgt32", Width.W32, JmpOp.JGT, dst, src, label);
    }

    /** Jumps over {@code offset} slots if above, unsigned: {@code if w1 > w2}. */
    public static Item jgt32(Reg dst, Reg src, int offset) {
        return Jumps.reg("jgt32", Width.W32, JmpOp.JGT, dst, src, offset);
    }

    /** Jumps to a label if above or equal, unsigned: {@code if w1 >= 7}. */
    public static Item jge32(Reg dst, long imm, String label) {
        return Jumps.imm("jge32", Width.W32, JmpOp.JGE, dst, imm, label);
    }

    /** Jumps over {@code offset} slots if above or equal, unsigned: {@code if w1 >= 7}. */
    public static Item jge32(Reg dst, long imm, int offset) {
        return Jumps.imm("jge32", Width.W32, JmpOp.JGE, dst, imm, offset);
    }

    /** Jumps to a label if above or equal, unsigned: {@code if w1 >= w2}. */
    public static Item jge32(Reg dst, Reg src, String label) {
        return Jumps.reg("jge32", Width.W32, JmpOp.JGE, dst, src, label);
    }

    /** Jumps over {@code offset} slots if above or equal, unsigned: {@code if w1 >= w2}. */
    public static Item jge32(Reg dst, Reg src, int offset) {
        return Jumps.reg("jge32", Width.W32, JmpOp.JGE, dst, src, offset);
    }

    /** Jumps to a label if below, unsigned: {@code if w1 < 7}. */
    public static Item jlt32(Reg dst, long imm, String label) {
        return Jumps.imm("jlt32", Width.W32, JmpOp.JLT, dst, imm, label);
    }

    /** Jumps over {@code offset} slots if below, unsigned: {@code if w1 < 7}. */
    public static Item jlt32(Reg dst, long imm, int offset) {
        return Jumps.imm("jlt32", Width.W32, JmpOp.JLT, dst, imm, offset);
    }

    /** Jumps to a label if below, unsigned: {@code if w1 < w2}. */
    public static Item jlt32(Reg dst, Reg src, String label) {
        return Jumps.reg("jlt32", Width.W32, JmpOp.JLT, dst, src, label);
    }

    /** Jumps over {@code offset} slots if below, unsigned: {@code if w1 < w2}. */
    public static Item jlt32(Reg dst, Reg src, int offset) {
        return Jumps.reg("jlt32", Width.W32, JmpOp.JLT, dst, src, offset);
    }

    /** Jumps to a label if below or equal, unsigned: {@code if w1 <= 7}. */
    public static Item jle32(Reg dst, long imm, String label) {
        return Jumps.imm("jle32", Width.W32, JmpOp.JLE, dst, imm, label);
    }

    /** Jumps over {@code offset} slots if below or equal, unsigned: {@code if w1 <= 7}. */
    public static Item jle32(Reg dst, long imm, int offset) {
        return Jumps.imm("jle32", Width.W32, JmpOp.JLE, dst, imm, offset);
    }

    /** Jumps to a label if below or equal, unsigned: {@code if w1 <= w2}. */
    public static Item jle32(Reg dst, Reg src, String label) {
        return Jumps.reg("jle32", Width.W32, JmpOp.JLE, dst, src, label);
    }

    /** Jumps over {@code offset} slots if below or equal, unsigned: {@code if w1 <= w2}. */
    public static Item jle32(Reg dst, Reg src, int offset) {
        return Jumps.reg("jle32", Width.W32, JmpOp.JLE, dst, src, offset);
    }

    /** Jumps to a label if greater, signed: {@code if w1 s> 7}. */
    public static Item jsgt32(Reg dst, long imm, String label) {
        return Jumps.imm("jsgt32", Width.W32, JmpOp.JSGT, dst, imm, label);
    }

    /** Jumps over {@code offset} slots if greater, signed: {@code if w1 s> 7}. */
    public static Item jsgt32(Reg dst, long imm, int offset) {
        return Jumps.imm("jsgt32", Width.W32, JmpOp.JSGT, dst, imm, offset);
    }

    /** Jumps to a label if greater, signed: {@code if w1 s> w2}. */
    public static Item jsgt32(Reg dst, Reg src, String label) {
        return Jumps.reg("jsgt32", Width.W32, JmpOp.JSGT, dst, src, label);
    }

    /** Jumps over {@code offset} slots if greater, signed: {@code if w1 s> w2}. */
    public static Item jsgt32(Reg dst, Reg src, int offset) {
        return Jumps.reg("jsgt32", Width.W32, JmpOp.JSGT, dst, src, offset);
    }

    /** Jumps to a label if greater or equal, signed: {@code if w1 s>= 7}. */
    public static Item jsge32(Reg dst, long imm, String label) {
        return Jumps.imm("jsge32", Width.W32, JmpOp.JSGE, dst, imm, label);
    }

    /** Jumps over {@code offset} slots if greater or equal, signed: {@code if w1 s>= 7}. */
    public static Item jsge32(Reg dst, long imm, int offset) {
        return Jumps.imm("jsge32", Width.W32, JmpOp.JSGE, dst, imm, offset);
    }

    /** Jumps to a label if greater or equal, signed: {@code if w1 s>= w2}. */
    public static Item jsge32(Reg dst, Reg src, String label) {
        return Jumps.reg("jsge32", Width.W32, JmpOp.JSGE, dst, src, label);
    }

    /** Jumps over {@code offset} slots if greater or equal, signed: {@code if w1 s>= w2}. */
    public static Item jsge32(Reg dst, Reg src, int offset) {
        return Jumps.reg("jsge32", Width.W32, JmpOp.JSGE, dst, src, offset);
    }

    /** Jumps to a label if less, signed: {@code if w1 s< 7}. */
    public static Item jslt32(Reg dst, long imm, String label) {
        return Jumps.imm("jslt32", Width.W32, JmpOp.JSLT, dst, imm, label);
    }

    /** Jumps over {@code offset} slots if less, signed: {@code if w1 s< 7}. */
    public static Item jslt32(Reg dst, long imm, int offset) {
        return Jumps.imm("jslt32", Width.W32, JmpOp.JSLT, dst, imm, offset);
    }

    /** Jumps to a label if less, signed: {@code if w1 s< w2}. */
    public static Item jslt32(Reg dst, Reg src, String label) {
        return Jumps.reg("jslt32", Width.W32, JmpOp.JSLT, dst, src, label);
    }

    /** Jumps over {@code offset} slots if less, signed: {@code if w1 s< w2}. */
    public static Item jslt32(Reg dst, Reg src, int offset) {
        return Jumps.reg("jslt32", Width.W32, JmpOp.JSLT, dst, src, offset);
    }

    /** Jumps to a label if less or equal, signed: {@code if w1 s<= 7}. */
    public static Item jsle32(Reg dst, long imm, String label) {
        return Jumps.imm("jsle32", Width.W32, JmpOp.JSLE, dst, imm, label);
    }

    /** Jumps over {@code offset} slots if less or equal, signed: {@code if w1 s<= 7}. */
    public static Item jsle32(Reg dst, long imm, int offset) {
        return Jumps.imm("jsle32", Width.W32, JmpOp.JSLE, dst, imm, offset);
    }

    /** Jumps to a label if less or equal, signed: {@code if w1 s<= w2}. */
    public static Item jsle32(Reg dst, Reg src, String label) {
        return Jumps.reg("jsle32", Width.W32, JmpOp.JSLE, dst, src, label);
    }

    /** Jumps over {@code offset} slots if less or equal, signed: {@code if w1 s<= w2}. */
    public static Item jsle32(Reg dst, Reg src, int offset) {
        return Jumps.reg("jsle32", Width.W32, JmpOp.JSLE, dst, src, offset);
    }

    /** Jumps to a label if a common bit is set: {@code if w1 & 7}. */
    public static Item jset32(Reg dst, long imm, String label) {
        return Jumps.imm("jset32", Width.W32, JmpOp.JSET, dst, imm, label);
    }

    /** Jumps over {@code offset} slots if a common bit is set: {@code if w1 & 7}. */
    public static Item jset32(Reg dst, long imm, int offset) {
        return Jumps.imm("jset32", Width.W32, JmpOp.JSET, dst, imm, offset);
    }

    /** Jumps to a label if a common bit is set: {@code if w1 & w2}. */
    public static Item jset32(Reg dst, Reg src, String label) {
        return Jumps.reg("jset32", Width.W32, JmpOp.JSET, dst, src, label);
    }

    /** Jumps over {@code offset} slots if a common bit is set: {@code if w1 & w2}. */
    public static Item jset32(Reg dst, Reg src, int offset) {
        return Jumps.reg("jset32", Width.W32, JmpOp.JSET, dst, src, offset);
    }
}
