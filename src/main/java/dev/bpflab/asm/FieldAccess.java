package dev.bpflab.asm;

import dev.bpflab.isa.ContextField;
import dev.bpflab.isa.ContextFields;
import dev.bpflab.isa.Reg;
import dev.bpflab.isa.Size;
import dev.bpflab.isa.Source;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A load from a field that is known by name until the program is assembled for a context. */
final class FieldAccess implements Item {
    private final String word;
    private final boolean value;
    private final Reg dst;
    private final Reg context;
    private final String name;
    private final @Nullable Source source = Caller.source();

    private FieldAccess(String word, boolean value, Reg dst, Reg context, String name) {
        this.word = word;
        this.value = value;
        this.dst = dst;
        this.context = context;
        this.name = name;
    }

    static Item value(Reg dst, Reg context, String name) {
        return new FieldAccess("loadField", true, dst, context, name);
    }

    static Item address(Reg dst, Reg context, String name) {
        return new FieldAccess("fieldAddress", false, dst, context, name);
    }

    /** Returns the instructions, all of them written where this was. */
    List<Instruction> in(ContextFields fields) {
        ContextField field = fields.field(name)
                .orElseThrow(() -> new AsmException(
                        toString(),
                        fields.all().isEmpty()
                                ? "the program is assembled for no context"
                                : fields.of() + " has no such field",
                        fields.all().isEmpty()
                                ? "begin with it: assemble(fields(tracepoint(…)), …)"
                                : "it has " + names(fields)));
        return (value ? load(field, fields.version4()) : address(field))
                .stream()
                        .map(item -> (Instruction) item)
                        .map(each -> new Instruction(toString(), each.insn(), null, null, source))
                        .toList();
    }

    private static String names(ContextFields fields) {
        return fields.all().stream().map(ContextField::name).collect(Collectors.joining(", "));
    }

    private List<Item> load(ContextField field, boolean version4) {
        Optional<Size> size = Arrays.stream(Size.values())
                .filter(each -> (each.bytes() == field.size() && !field.type().endsWith("]")) || dataLoc(field, each))
                .findFirst();
        if (size.isEmpty()) {
            throw new AsmException(
                    toString(),
                    "it is no number but " + field.size() + " bytes, " + field.type(),
                    "take its address with fieldAddress");
        }
        boolean signed = field.signed() && size.get() != Size.DW;
        Item load = Memory.load(word, size.get(), signed && version4, dst, context, field.offset());
        if (!signed || version4) {
            return List.of(load);
        }
        int above = Long.SIZE - field.size() * Byte.SIZE;
        return List.of(load, Asm.lsh(dst, above), Asm.arsh(dst, above));
    }

    private static boolean dataLoc(ContextField field, Size size) {
        return field.isDataLoc() && size == Size.W;
    }

    private List<Item> address(ContextField field) {
        if (dst == context) {
            throw new AsmException(
                    toString(), "the address would take the place of the context", "use another register");
        }
        return field.isDataLoc()
                ? List.of(
                        Memory.load(word, Size.W, false, dst, context, field.offset()),
                        Asm.and(dst, 0xffff),
                        Asm.add(dst, context))
                : List.of(Asm.mov(dst, context), Asm.add(dst, field.offset()));
    }

    @Override
    public String toString() {
        return CallText.of(word, dst, context, name);
    }
}
