package dev.bpflab.asm;

import dev.bpflab.isa.Insn;
import dev.bpflab.isa.MapRef;
import dev.bpflab.isa.Source;
import org.jspecify.annotations.Nullable;

/**
 * An instruction and the call that wrote it.
 *
 * @param call the call as text, such as {@code mov(R0, 0)}
 * @param insn the instruction; its offset is filled in on assembly where {@code target} is given
 * @param target the label to which it jumps, or null
 * @param map the map that it names, or null
 * @param source where the call stands, or null when that is not known
 */
public record Instruction(
        String call,
        Insn insn,
        @Nullable String target,
        @Nullable MapRef map,
        @Nullable Source source) implements Item {
    /** An instruction that the code which calls the vocabulary now writes. */
    Instruction(String call, Insn insn, @Nullable String target, @Nullable MapRef map) {
        this(call, insn, target, map, Caller.source());
    }

    static Instruction of(String call, Insn insn) {
        return new Instruction(call, insn, null, null);
    }

    @Override
    public String toString() {
        return call;
    }
}
