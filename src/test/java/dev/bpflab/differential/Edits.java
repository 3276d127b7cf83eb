package dev.bpflab.differential;

import dev.bpflab.isa.ImmKind;
import dev.bpflab.isa.Insn;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes to instruction lists under which jumps still go to the instructions that they went to. */
final class Edits {
    private Edits() {}

    /** Returns how far an instruction jumps or calls, in slots from the one after it; null when it does neither. */
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

    /** Returns a jump or call with another offset. */
    static Insn withOffset(Insn insn, int offset) {
        if (insn instanceof Insn.JumpIf jump) {
            return new Insn.JumpIf(jump.width(), jump.op(), jump.dst(), jump.src(), (short) offset);
        }
        if (insn instanceof Insn.Jump jump) {
            return new Insn.Jump(jump.width(), offset);
        }
        if (insn instanceof Insn.CallLocal) {
            return new Insn.CallLocal(offset);
        }
        Insn.LdImm64 load = (Insn.LdImm64) insn;
        return new Insn.LdImm64(load.dst(), load.kind(), offset, load.high());
    }

    /** Returns the instructions without those from {@code from} to {@code to}; who jumped there jumps behind them. */
    static List<Insn> without(List<Insn> insns, int from, int to) {
        int[] slotOf = new int[insns.size() + 1];
        int[] newSlotOf = new int[insns.size() + 1];
        for (int i = 0; i < insns.size(); i++) {
            int slots = insns.get(i).slots();
            slotOf[i + 1] = slotOf[i] + slots;
            newSlotOf[i + 1] = newSlotOf[i] + (i >= from && i < to ? 0 : slots);
        }
        List<Insn> kept = new ArrayList<>();
        for (int i = 0; i < insns.size(); i++) {
            if (i < from || i >= to) {
                kept.add(moved(insns.get(i), i, slotOf, newSlotOf));
            }
        }
        return kept;
    }

    /** Returns the instructions with others at the start of the program and of every function. */
    static List<Insn> withPrologue(List<Insn> insns, List<Insn> prologue) {
        int length = prologue.stream().mapToInt(Insn::slots).sum();
        BitSet entries = new BitSet();
        entries.set(0);
        int slot = 0;
        for (Insn insn : insns) {
            Integer offset = offsetOf(insn);
            if (offset != null && !(insn instanceof Insn.Jump) && !(insn instanceof Insn.JumpIf)) {
                entries.set(slot + 1 + offset);
            }
            slot += insn.slots();
        }
        List<Insn> longer = new ArrayList<>();
        slot = 0;
        for (Insn insn : insns) {
            if (entries.get(slot)) {
                longer.addAll(prologue);
            }
            Integer offset = offsetOf(insn);
            if (offset == null) {
                longer.add(insn);
            } else {
                boolean jumps = insn instanceof Insn.Jump || insn instanceof Insn.JumpIf;
                int from = newSlot(entries, slot, length, true);
                int to = newSlot(entries, slot + 1 + offset, length, jumps);
                longer.add(withOffset(insn, to - from - 1));
            }
            slot += insn.slots();
        }
        return longer;
    }

    /** Returns where a slot is after prologues were put in: behind the one that is put there, or at its start. */
    private static int newSlot(BitSet entries, int slot, int length, boolean behind) {
        return slot + length * entries.get(0, behind ? slot + 1 : slot).cardinality();
    }

    private static Insn moved(Insn insn, int index, int[] slotOf, int[] newSlotOf) {
        Integer offset = offsetOf(insn);
        if (offset == null) {
            return insn;
        }
        // the second slot of an ld_imm64 does not shift where its function offset counts from
        int target = slotOf[index] + 1 + offset;
        for (int i = 0; i < slotOf.length; i++) {
            if (slotOf[i] == target) {
                return withOffset(insn, newSlotOf[i] - newSlotOf[index] - 1);
            }
        }
        return insn;
    }
}
