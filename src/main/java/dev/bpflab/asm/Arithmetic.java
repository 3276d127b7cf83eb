package dev.bpflab.asm;

import dev.bpflab.isa.AluOp;
import dev.bpflab.isa.EndianOp;
import dev.bpflab.isa.Imm;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.Reg;
import dev.bpflab.isa.Width;

/** Writes arithmetic instructions for the words of both widths. */
final class Arithmetic {
    private Arithmetic() {}

    static Item imm(String word, Width width, AluOp op, Reg dst, long imm) {
        String call = CallText.of(word, dst, imm);
        Checks.written(call, dst);
        return Instruction.of(call, new Insn.Alu(width, op, dst, new Imm(immediate(call, width, op, dst, imm))));
    }

    static Item reg(String word, Width width, AluOp op, Reg dst, Reg src) {
        String call = CallText.of(word, dst, src);
        return Instruction.of(call, new Insn.Alu(width, op, Checks.written(call, dst), src));
    }

    static Item neg(String word, Width width, Reg dst) {
        String call = CallText.of(word, dst);
        return Instruction.of(call, new Insn.Alu(width, AluOp.NEG, Checks.written(call, dst), new Imm(0)));
    }

    static Item endian(String word, EndianOp op, int bits, Reg dst) {
        String call = CallText.of(word, dst);
        return Instruction.of(call, new Insn.Endian(op, bits, Checks.written(call, dst)));
    }

    private static int immediate(String call, Width width, AluOp op, Reg dst, long imm) {
        if (isShift(op)) {
            int highest = width == Width.W64 ? 63 : 31;
            if (imm < 0 || imm > highest) {
                throw new AsmException(call, "immediate out of range: a shift by " + imm, "shift by 0 to " + highest);
            }
            return (int) imm;
        }
        if (width == Width.W32) {
            return Checks.bits(call, imm, 32, "use the 64-bit form with a register");
        }
        String remedy = op == AluOp.MOV
                ? "use " + LoadImmediate.text(dst, imm)
                : "load it into another register with ldImm64 and use that register";
        return Checks.signed32(call, imm, remedy);
    }

    private static boolean isShift(AluOp op) {
        return op == AluOp.LSH || op == AluOp.RSH || op == AluOp.ARSH;
    }
}
