package dev.bpflab.asm;

import dev.bpflab.isa.Imm;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.JmpOp;
import dev.bpflab.isa.Operand;
import dev.bpflab.isa.Reg;
import dev.bpflab.isa.Width;

/** Writes jumps for the words of both widths; the target is a label or a number of slots. */
final class Jumps {
    private Jumps() {}

    static Item imm(String word, Width width, JmpOp op, Reg dst, long imm, Object target) {
        String call = text(word, op, dst, imm, target);
        String remedy = "load it into another register with ldImm64 and compare the registers";
        int value = width == Width.W64
                ? Checks.signed32(call, imm, remedy)
                : Checks.bits(call, imm, 32, "a 32-bit comparison sees only the lower half");
        return jumpIf(call, width, op, dst, new Imm(value), target);
    }

    static Item reg(String word, Width width, JmpOp op, Reg dst, Reg src, Object target) {
        return jumpIf(text(word, op, dst, src, target), width, op, dst, src, target);
    }

    static Item jump(String word, Width width, Object target) {
        String call = CallText.of(word, target);
        if (target instanceof String label) {
            return new Instruction(call, new Insn.Jump(width, 0), label, null);
        }
        int offset = (Integer) target;
        return Instruction.of(call, new Insn.Jump(width, width == Width.W64 ? near(call, offset) : offset));
    }

    private static Item jumpIf(String call, Width width, JmpOp op, Reg dst, Operand src, Object target) {
        if (target instanceof String label) {
            return new Instruction(call, new Insn.JumpIf(width, op, dst, src, (short) 0), label, null);
        }
        return Instruction.of(call, new Insn.JumpIf(width, op, dst, src, near(call, (Integer) target)));
    }

    private static String text(String word, JmpOp op, Object dst, Object src, Object target) {
        return word.startsWith("jmp") ? CallText.of(word, op, dst, src, target) : CallText.of(word, dst, src, target);
    }

    /** Returns an offset that fits the 16 bits of an ordinary jump. */
    static short near(String call, int offset) {
        if (offset != (short) offset) {
            throw new AsmException(
                    call,
                    "jump too far: " + offset + " slots, and this jump reaches -32768 to 32767",
                    "use jmpl, or jump to a jmpl near by");
        }
        return (short) offset;
    }
}
