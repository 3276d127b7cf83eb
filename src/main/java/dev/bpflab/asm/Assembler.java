package dev.bpflab.asm;

import dev.bpflab.isa.ContextFields;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns items into a program in two passes: first every label and instruction gets its slot, then jumps get offsets. */
final class Assembler {
    private final List<Instruction> instructions = new ArrayList<>();
    private final List<Integer> starts = new ArrayList<>();
    private final Map<String, Integer> labels = new HashMap<>();
    private int slots;

    private final ContextFields fields;

    private Assembler(ContextFields fields) {
        this.fields = fields;
    }

    static Program assemble(ContextFields fields, List<Item> items) {
        Assembler assembler = new Assembler(fields);
        items.forEach(assembler::place);
        return assembler.program();
    }

    private void place(Item item) {
        if (item instanceof Sequence sequence) {
            sequence.items().forEach(this::place);
        } else if (item instanceof Label label) {
            if (labels.putIfAbsent(label.name(), slots) != null) {
                throw new AsmException(label.toString(), "the label stands twice", "rename one of the two");
            }
        } else if (item instanceof FieldAccess access) {
            access.in(fields).forEach(this::place);
        } else if (item instanceof Instruction instruction) {
            instructions.add(instruction);
            starts.add(slots);
            slots += instruction.insn().slots();
        }
    }

    private Program program() {
        if (instructions.isEmpty()) {
            throw new AsmException(
                    "assemble()", "a program needs at least one instruction", "begin with mov(R0, 0), exitInsn()");
        }
        labels.forEach((name, slot) -> {
            if (slot == slots) {
                throw new AsmException(
                        CallText.of("label", name), "no instruction follows the label", "put exitInsn() after it");
            }
        });
        Set<Integer> places = new HashSet<>(starts);
        List<Program.Line> lines = new ArrayList<>(instructions.size());
        for (int i = 0; i < instructions.size(); i++) {
            Instruction instruction = resolved(instructions.get(i), starts.get(i));
            check(instruction, starts.get(i), places);
            lines.add(
                    new Program.Line(instruction.insn(), instruction.call(), instruction.map(), instruction.source()));
        }
        return Program.of(lines, fields.of());
    }

    private Instruction resolved(Instruction instruction, int start) {
        String target = instruction.target();
        if (target == null) {
            return instruction;
        }
        Integer slot = labels.get(target);
        if (slot == null) {
            String known = labels.isEmpty() ? "there are no labels" : "known labels: " + String.join(", ", sorted());
            throw new AsmException(
                    instruction.call(), "unknown label '" + target + "'", "add label(\"" + target + "\"); " + known);
        }
        int offset = slot - start - 1;
        Insn insn = Targets.withOffset(instruction.call(), instruction.insn(), offset);
        return new Instruction(instruction.call(), insn, null, instruction.map(), instruction.source());
    }

    private void check(Instruction instruction, int start, Set<Integer> places) {
        Integer offset = Targets.offsetOf(instruction.insn());
        if (offset == null) {
            return;
        }
        long slot = start + 1L + offset;
        if (slot < 0 || slot >= slots) {
            throw new AsmException(
                    instruction.call(),
                    "jump out of range: it lands at slot " + slot + ", and the program has slots 0 to " + (slots - 1),
                    "use a label");
        }
        if (!places.contains((int) slot)) {
            throw new AsmException(
                    instruction.call(),
                    "it lands at slot " + slot + ", the second half of a 64-bit immediate, which takes two slots",
                    "use a label");
        }
    }

    private List<String> sorted() {
        return labels.keySet().stream().sorted().toList();
    }
}
