package dev.bpflab.asm;

import static java.util.Objects.requireNonNull;

import dev.bpflab.isa.AluOp;
import dev.bpflab.isa.Helper;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.Reg;
import dev.bpflab.isa.Width;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** Writes a call of a helper: moves the arguments to R1, R2 and so on, as if all at once, then calls. */
final class HelperCall {
    private final String call;
    private final Map<Reg, Object> pending = new TreeMap<>();
    private final List<Item> items = new ArrayList<>();

    private HelperCall(String call) {
        this.call = call;
    }

    /** Writes a helper's word, such as {@code helperMapLookupElem}; an argument is a register, a number or a named number. */
    static Item of(String word, Helper helper, Object... arguments) {
        return write(CallText.of(word, arguments), helper, arguments);
    }

    static Item write(String call, Helper helper, Object... arguments) {
        if (arguments.length > 5) {
            throw new AsmException(call, "a helper takes at most five arguments", "drop some");
        }
        HelperCall writer = new HelperCall(call);
        for (int i = 0; i < arguments.length; i++) {
            Reg place = Reg.of(i + 1);
            if (arguments[i] != place) {
                writer.pending.put(place, arguments[i]);
            }
        }
        writer.move();
        writer.add(new Insn.CallHelper(helper.id()));
        return new Sequence(writer.items);
    }

    private void move() {
        while (!pending.isEmpty()) {
            Reg free = free();
            if (free == Reg.R0) {
                // Only circles are left; R0 is free for breaking one, since no argument stands in it and calls lose it.
                Reg blocked = pending.keySet().iterator().next();
                add(copy(Reg.R0, blocked));
                pending.replaceAll((place, value) -> value == blocked ? Reg.R0 : value);
            } else {
                Object value = requireNonNull(pending.remove(free));
                add(value instanceof Reg src ? copy(free, src) : LoadImmediate.shortest(free, numberOf(value)));
            }
        }
    }

    private static long numberOf(Object value) {
        return value instanceof LongSupplier named ? named.getAsLong() : ((Number) value).longValue();
    }

    /** Returns an argument place whose present value no other argument needs, or R0 when there is none. */
    private Reg free() {
        for (Reg place : pending.keySet()) {
            if (!pending.containsValue(place)) {
                return place;
            }
        }
        return Reg.R0;
    }

    private void add(Insn insn) {
        items.add(Instruction.of(call, insn));
    }

    private static Insn copy(Reg dst, Reg src) {
        return new Insn.Alu(Width.W64, AluOp.MOV, dst, src);
    }
}
