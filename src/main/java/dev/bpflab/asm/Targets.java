package dev.bpflab.asm;

import dev.bpflab.isa.ImmKind;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.Width;
import org.jspecify.annotations.Nullable;

/** Reads and writes the distance of the four kinds of instructions that name another place of the program. */
final class Targets {
    private Targets() {}

    /** Returns the slots from the slot after the instruction's first to its target, or null when it has none. */
    static @Nullable Integer offsetOf(Insn insn) {
        if (insn instanceof Insn.JumpIf jump) {
            return (int) jump.offset();
        }
        if (insn instanceof Insn.Jump jump) {
            return jump.offset();
        }
        if (insn instanceof Insn.CallLocal call) {
            return call.offset();
        }
        return insn instanceof Insn.LdImm64 load && load.kind() == ImmKind.FUNC ? load.low() : null;
    }

    /** Returns the instruction with another distance; throws when that is too far for it. */
    static Insn withOffset(String call, Insn insn, int offset) {
        if (insn instanceof Insn.JumpIf jump) {
            return new Insn.JumpIf(jump.width(), jump.op(), jump.dst(), jump.src(), Jumps.near(call, offset));
        }
        if (insn instanceof Insn.Jump jump) {
            return new Insn.Jump(jump.width(), jump.width() == Width.W64 ? Jumps.near(call, offset) : offset);
        }
        if (insn instanceof Insn.CallLocal) {
            return new Insn.CallLocal(offset);
        }
        if (insn instanceof Insn.LdImm64 load) {
            return new Insn.LdImm64(load.dst(), load.kind(), offset, load.high());
        }
        throw new AsmException(call, "this instruction takes no label", "use a jump, callLocal or ldFunc");
    }
}
