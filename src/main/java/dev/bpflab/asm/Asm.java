package dev.bpflab.asm;

import dev.bpflab.isa.ContextFields;
import dev.bpflab.isa.Program;
import dev.bpflab.isa.Reg;
import java.util.ArrayList;
import java.util.List;

/**
 * The assembler vocabulary: one function for each instruction, labels, helpers, and {@link #assemble(Item...)}. Statically
 * imported at the prompt together with {@link dev.bpflab.isa.Reg}, {@link dev.bpflab.isa.Size} and
 * {@link dev.bpflab.isa.JmpOp}: {@code assemble(mov(R0, 0), jeq(R1, 0, "miss"), add(R0, 1), label("miss"), exitInsn())}.
 * A call that cannot become an instruction throws {@link AsmException}.
 */
public final class Asm extends HelperVocabulary {
    private static final ContextFields NO_CONTEXT = new ContextFields("", List.of());

    private Asm() {}

    /** Names the place of the next instruction. */
    public static Item label(String name) {
        if (!name.matches("[A-Za-z_.$][A-Za-z0-9_.$]*")) {
            throw new AsmException(
                    CallText.of("label", name), "not a name", "use letters, digits and _, not beginning with a digit");
        }
        return new Label(name);
    }

    /** Makes one item of several, for functions that write a part of a program. */
    public static Item seq(Item... items) {
        return new Sequence(List.of(items));
    }

    /** Makes one item of several, for functions that write a part of a program. */
    public static Item seq(Iterable<? extends Item> items) {
        List<Item> copy = new ArrayList<>();
        items.forEach(copy::add);
        return new Sequence(copy);
    }

    /** Makes a program: resolves labels and checks that every jump lands on an instruction. */
    public static Program assemble(Item... items) {
        return Assembler.assemble(NO_CONTEXT, List.of(items));
    }

    /** Makes a program: resolves labels and checks that every jump lands on an instruction. */
    public static Program assemble(Iterable<? extends Item> items) {
        List<Item> copy = new ArrayList<>();
        items.forEach(copy::add);
        return Assembler.assemble(NO_CONTEXT, copy);
    }

    /**
     * Makes a program that loads fields of its context by name: {@code assemble(fields(tracepoint("sched", "sched_switch")),
     * loadField(R1, R6, "prev_pid"), …)}.
     */
    public static Program assemble(ContextFields fields, Item... items) {
        return Assembler.assemble(fields, List.of(items));
    }

    /** Loads a field of the context by its name, with as many bytes and the sign that it has. */
    public static Item loadField(Reg dst, Reg context, String field) {
        return FieldAccess.value(dst, context, field);
    }

    /**
     * Points a register to a field of the context, or to the text behind the record that a {@code __data_loc} field names; to
     * be read by {@code helperProbeReadKernel} or {@code helperProbeReadKernelStr}.
     */
    public static Item fieldAddress(Reg dst, Reg context, String field) {
        return FieldAccess.address(dst, context, field);
    }
}
