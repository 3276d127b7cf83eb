package dev.bpflab.sim.verifier;

import dev.bpflab.isa.ImmKind;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.RawSlot;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A program by slots, as the kernel numbers instructions: the second slot of an {@code ld_imm64} holds no instruction. */
final class Code {
    private final @Nullable Insn[] slots;
    private final Map<Integer, RawSlot> malformed;

    Code(Decoded decoded) {
        List<Insn> insns = decoded.insns();
        malformed = decoded.malformed();
        slots = new @Nullable Insn[insns.stream().mapToInt(Insn::slots).sum()];
        int slot = 0;
        for (Insn insn : insns) {
            slots[slot] = insn;
            slot += insn.slots();
        }
    }

    /** Returns the number of slots. */
    int length() {
        return slots.length;
    }

    /** Returns the instruction at a slot, or null in the middle of one. */
    @Nullable
    Insn at(int slot) {
        return slots[slot];
    }

    /** Returns what is wrong with the instruction at a slot, or null when it is well formed. */
    @Nullable
    Malformed malformed(int slot) {
        RawSlot raw = malformed.isEmpty() ? null : malformed.get(slot);
        return raw == null ? null : new Malformed(raw);
    }

    /** Returns whether the instruction calls a function of the program, or names one so that a helper can. */
    boolean entersFunction(int slot) {
        return slots[slot] instanceof Insn.CallLocal
                || (slots[slot] instanceof Insn.LdImm64 load && load.kind() == ImmKind.FUNC);
    }

    /** Returns where a jump or local call leads or a named function begins, or -1 for what does neither. */
    int targetOf(int slot) {
        Insn insn = slots[slot];
        if (insn instanceof Insn.Jump jump) {
            return slot + 1 + jump.offset();
        }
        if (insn instanceof Insn.JumpIf jump) {
            return slot + 1 + jump.offset();
        }
        if (insn instanceof Insn.CallLocal call) {
            return slot + 1 + call.offset();
        }
        if (insn instanceof Insn.LdImm64 load && load.kind() == ImmKind.FUNC) {
            return slot + 1 + load.low();
        }
        return -1;
    }
}
