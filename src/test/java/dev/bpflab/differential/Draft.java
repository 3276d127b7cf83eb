package dev.bpflab.differential;

import dev.bpflab.isa.Insn;
import dev.bpflab.isa.JmpOp;
import dev.bpflab.isa.Operand;
import dev.bpflab.isa.Reg;
import dev.bpflab.isa.Width;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A program while it is written: jumps name marks that are placed later. */
final class Draft {
    /** A place to jump to. */
    static final class Mark {
        private int slot = -1;
    }

    private final List<Insn> insns = new ArrayList<>();
    private final Map<Integer, Mark> targets = new HashMap<>();
    private int slots;

    void add(Insn insn) {
        insns.add(insn);
        slots += insn.slots();
    }

    void jumpIf(Width width, JmpOp op, Reg dst, Operand src, Mark target) {
        targets.put(insns.size(), target);
        add(new Insn.JumpIf(width, op, dst, src, (short) 0));
    }

    void jump(Width width, Mark target) {
        targets.put(insns.size(), target);
        add(new Insn.Jump(width, 0));
    }

    void call(Mark target) {
        targets.put(insns.size(), target);
        add(new Insn.CallLocal(0));
    }

    void place(Mark mark) {
        mark.slot = slots;
    }

    int size() {
        return insns.size();
    }

    /** Returns the instructions with every offset filled in. */
    List<Insn> insns() {
        List<Insn> done = new ArrayList<>();
        int slot = 0;
        for (int i = 0; i < insns.size(); i++) {
            Insn insn = insns.get(i);
            Mark target = targets.get(i);
            done.add(target == null ? insn : Edits.withOffset(insn, target.slot - slot - 1));
            slot += insn.slots();
        }
        return done;
    }
}
