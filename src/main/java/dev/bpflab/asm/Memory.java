package dev.bpflab.asm;

import dev.bpflab.isa.AtomicOp;
import dev.bpflab.isa.Imm;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.Reg;
import dev.bpflab.isa.Size;
import org.jspecify.annotations.Nullable;

/** Writes the instructions that touch memory. */
final class Memory {
    private Memory() {}

    static Item load(String word, Size size, boolean signed, Reg dst, Reg src, long offset) {
        String call = CallText.of(word, size, dst, src, offset);
        if (signed && size == Size.DW) {
            throw new AsmException(call, "eight bytes leave nothing to sign-extend", "use loadMem");
        }
        return Instruction.of(
                call, new Insn.Load(size, signed, Checks.written(call, dst), src, Checks.offset(call, offset)));
    }

    static Item store(Size size, Reg dst, long offset, Reg src) {
        String call = CallText.of("storeMem", size, dst, offset, src);
        return Instruction.of(call, new Insn.Store(size, dst, Checks.offset(call, offset), src));
    }

    static Item store(Size size, Reg dst, long offset, long imm) {
        String call = CallText.of("storeMem", size, dst, offset, imm);
        String remedy = "load it into a register with ldImm64 and store the register";
        int value = size == Size.DW
                ? Checks.signed32(call, imm, remedy)
                : Checks.bits(call, imm, size.bytes() * 8, "store a larger size");
        return Instruction.of(call, new Insn.Store(size, dst, Checks.offset(call, offset), new Imm(value)));
    }

    static Item atomic(String word, AtomicOp op, Size size, Reg dst, long offset, Reg src) {
        String call = CallText.of(word, size, dst, offset, src);
        if (size != Size.W && size != Size.DW) {
            throw new AsmException(
                    call, "there are no atomic operations on " + size.bytes() * 8 + " bits", "use W or DW");
        }
        if (op.fetches() && op != AtomicOp.CMPXCHG) {
            Checks.written(call, src);
        }
        return Instruction.of(call, new Insn.Atomic(size, op, dst, Checks.offset(call, offset), src));
    }

    static Item packet(String call, Size size, @Nullable Reg src, long offset) {
        if (size == Size.DW) {
            throw new AsmException(
                    call, "packet loads take no eight bytes", "use B, H or W, or loadMem from packet data");
        }
        int imm = Checks.signed32(call, offset, "use an offset within the packet");
        return Instruction.of(call, new Insn.LoadPacket(size, src, imm));
    }
}
