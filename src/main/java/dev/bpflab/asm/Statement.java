package dev.bpflab.asm;

import dev.bpflab.isa.Insn;
import dev.bpflab.isa.MapRef;
import org.jspecify.annotations.Nullable;

/**
 * What one line says.
 *
 * @param insn the instruction, with offset 0 where {@code target} is given
 * @param target the label that it names, or null
 * @param map the map that it names, or null
 */
record Statement(
        Insn insn, @Nullable Token target, @Nullable MapRef map) {
    static Statement of(Insn insn) {
        return new Statement(insn, null, null);
    }

    static Statement to(@Nullable Token target, Insn insn) {
        return new Statement(insn, target, null);
    }
}
