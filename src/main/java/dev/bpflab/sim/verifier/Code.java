package dev.bpflab.sim.verifier;

import dev.bpflab.isa.Helper;
import dev.bpflab.isa.ImmKind;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.RawSlot;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A program by slots, as the kernel numbers instructions: the second slot of an {@code ld_imm64} holds no instruction. */
final class Code {
    private static final Set<Helper> CALLING_BACK =
            EnumSet.of(Helper.FOR_EACH_MAP_ELEM, Helper.LOOP, Helper.FIND_VMA, Helper.USER_RINGBUF_DRAIN);

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

    /** Returns the instruction at a slot that holds one. */
    Insn insn(int slot) {
        Insn insn = slots[slot];
        if (insn == null) {
            throw new IllegalStateException("slot " + slot + " holds no instruction");
        }
        return insn;
    }

    /** Returns whether the helper called at a slot calls a function of the program, any number of times, before it returns. */
    boolean callsBack(int slot) {
        return slot >= 0
                && slots[slot] instanceof Insn.CallHelper call
                && Helper.of(call.id()).map(CALLING_BACK::contains).orElse(false);
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
