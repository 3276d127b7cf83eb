package dev.bpflab.asm;

import dev.bpflab.isa.Program;
import java.util.ArrayList;
import java.util.List;

/**
 * The assembler vocabulary: one function for each instruction, labels, helpers, and {@link #assemble(Item...)}. Statically
 * imported at the prompt together with {@link dev.bpflab.isa.Reg}, {@link dev.bpflab.isa.Size} and
 * {@link dev.bpflab.isa.JmpOp}: {@code assemble(mov(R0, 0), jeq(R1, 0, "miss"), add(R0, 1), label("miss"), exitInsn())}.
 * A call that cannot become an instruction throws {@link AsmException}.
 */
public final class Asm extends HelperVocabulary {
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
        return Assembler.assemble(List.of(items));
    }

    /** Makes a program: resolves labels and checks that every jump lands on an instruction. */
    public static Program assemble(Iterable<? extends Item> items) {
        List<Item> copy = new ArrayList<>();
        items.forEach(copy::add);
        return Assembler.assemble(copy);
    }
}
