package dev.bpflab.asm;

import dev.bpflab.isa.AluOp;
import dev.bpflab.isa.Imm;
import dev.bpflab.isa.ImmKind;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.MapRef;
import dev.bpflab.isa.Reg;
import dev.bpflab.isa.Width;
import org.jspecify.annotations.Nullable;

/** Writes the forms of {@code ld_imm64}, and picks the shortest instruction for a number. */
final class LoadImmediate {
    private LoadImmediate() {}

    static Item of(String call, Reg dst, ImmKind kind, long low, long high) {
        return of(call, dst, kind, low, high, null);
    }

    static Item of(String call, Reg dst, ImmKind kind, long low, long high, @Nullable MapRef map) {
        String remedy = "use a number of 32 bits";
        Insn insn = new Insn.LdImm64(
                Checks.written(call, dst),
                kind,
                Checks.bits(call, low, 32, remedy),
                Checks.bits(call, high, 32, remedy));
        return new Instruction(call, insn, null, map);
    }

    static Item number(String call, Reg dst, long value) {
        return Instruction.of(call, number(Checks.written(call, dst), value));
    }

    /** Returns the shortest instruction that sets a register to a number. */
    static Insn shortest(Reg dst, long value) {
        if (value == (int) value) {
            return new Insn.Alu(Width.W64, AluOp.MOV, dst, new Imm((int) value));
        }
        if (value >>> 32 == 0) {
            return new Insn.Alu(Width.W32, AluOp.MOV, dst, new Imm((int) value));
        }
        return number(dst, value);
    }

    private static Insn number(Reg dst, long value) {
        return new Insn.LdImm64(dst, ImmKind.VALUE, (int) value, (int) (value >> 32));
    }

    static String text(Reg dst, long value) {
        return "ldImm64(" + dst.name() + ", " + value + "L)";
    }
}
