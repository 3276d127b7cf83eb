package dev.bpflab.bpf;

import dev.bpflab.bpf.Explanation.Place;
import dev.bpflab.bpf.VerifierTrace.Step;
import dev.bpflab.isa.AluOp;
import dev.bpflab.isa.Disassembler;
import dev.bpflab.isa.ImmKind;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.Program;
import dev.bpflab.isa.Reg;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A program as its author wrote it: its calls, labels and free registers. */
final class ProgramText {
    private static final Pattern TARGET = Pattern.compile("\"([^\"]+)\"\\)|(?:goto|gotol) (?!pc\\b)([A-Za-z_]\\w*)");
    private static final List<String> NEW_LABELS = List.of("out", "leave", "done", "end");
    private static final int SHORT = 4;

    private final Program program;
    private final NavigableMap<Integer, Program.Line> lines = new TreeMap<>();
    /** Labels that jumps name, with the slots to which they lead. */
    private final Map<String, Integer> labels = new TreeMap<>();

    ProgramText(Program program) {
        this.program = program;
        int slot = 0;
        for (Program.Line line : program.lines()) {
            lines.put(slot, line);
            Integer target = target(slot, line.insn());
            Matcher named = TARGET.matcher(line.call());
            if (target != null && named.find()) {
                labels.put(named.group(1) != null ? named.group(1) : named.group(2), target);
            }
            slot += line.insn().slots();
        }
    }

    /** Returns the first jump or call that leads to no instruction, or null. */
    @Nullable
    Integer misdirected() {
        for (Map.Entry<Integer, Program.Line> line : lines.entrySet()) {
            Insn insn = line.getValue().insn();
            Integer target = insn instanceof Insn.CallLocal call
                    ? Integer.valueOf(line.getKey() + 1 + call.offset())
                    : target(line.getKey(), insn);
            if (target != null && !lines.containsKey(target)) {
                return line.getKey();
            }
        }
        return null;
    }

    /** Returns the first instruction of version 4 of the instruction set; null when there is none. */
    @Nullable
    Integer version4() {
        return lines.entrySet().stream()
                .filter(line -> line.getValue().insn().isVersion4())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    /** Returns the first instruction that names the map behind a descriptor; for null, that points into a map's value. */
    @Nullable
    Integer naming(@Nullable Long fd) {
        for (Map.Entry<Integer, Program.Line> line : lines.entrySet()) {
            if (line.getValue().insn() instanceof Insn.LdImm64 load
                    && (fd == null ? load.kind() == ImmKind.MAP_VALUE : load.low() == fd)) {
                return line.getKey();
            }
        }
        return null;
    }

    private static @Nullable Integer target(int slot, Insn insn) {
        if (insn instanceof Insn.JumpIf jump) {
            return slot + 1 + jump.offset();
        }
        return insn instanceof Insn.Jump jump ? slot + 1 + jump.offset() : null;
    }

    /** Returns whether it was written with the vocabulary, not as text or bytes. */
    boolean isVocabulary() {
        return lines.values().stream()
                .anyMatch(line -> line.source() == null
                        ? line.call().endsWith(")")
                        : !line.source().isText());
    }

    @Nullable
    Insn insn(int slot) {
        Program.Line line = lines.get(slot);
        return line == null ? null : line.insn();
    }

    int slots() {
        return program.slots();
    }

    /** Returns the last instruction's slot; 0 when there is none. */
    int lastSlot() {
        return lines.isEmpty() ? 0 : lines.lastKey();
    }

    /** Returns an instruction of the program, with the kernel's text where the program has none at this slot. */
    @Nullable
    Place place(int slot, @Nullable Step step) {
        Program.Line line = lines.get(slot);
        if (line == null) {
            return step == null || step.slot() != slot ? null : new Place(slot, step.text(), step.text(), null);
        }
        String text = Disassembler.text(line);
        return new Place(slot, text, line.call().isEmpty() ? text : line.call(), line.source());
    }

    /** Returns the first of the instructions that one call wrote, which a helper's word does with several. */
    int firstOfCall(int slot) {
        Program.Line line = lines.get(slot);
        int first = slot;
        for (int before = slot - 1; line != null && !line.call().isEmpty() && before >= 0; before--) {
            Program.Line earlier = lines.get(before);
            if (earlier != null && !(earlier.call().equals(line.call()) && sameSource(earlier, line))) {
                break;
            }
            first = earlier == null ? first : before;
        }
        return first;
    }

    private static boolean sameSource(Program.Line a, Program.Line b) {
        return a.source() == null ? b.source() == null : a.source().equals(b.source());
    }

    /** Returns a label behind this slot from which the program soon leaves; null when there is none. */
    @Nullable
    String wayOut(int slot) {
        return labels.entrySet().stream()
                .filter(label -> label.getValue() > slot && leaves(label.getValue()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    private boolean leaves(int from) {
        for (int slot = from; slot < from + SHORT; slot++) {
            Insn insn = insn(slot);
            if (insn instanceof Insn.Exit) {
                return true;
            }
            if (!(insn instanceof Insn.Alu alu && alu.op() == AluOp.MOV)) {
                return false;
            }
        }
        return false;
    }

    /** Returns a name that is no label yet. */
    String newLabel() {
        return NEW_LABELS.stream()
                .filter(name -> !labels.containsKey(name))
                .findFirst()
                .orElse("out_" + labels.size());
    }

    /** Returns one of R6 to R9 that the program does not use; R9 when it uses all. */
    Reg freeRegister() {
        String all = String.join(
                "\n", program.lines().stream().map(Disassembler::text).toList());
        for (int i = Reg.R6.number(); i < Reg.R9.number(); i++) {
            if (!Pattern.compile("\\b[rw]" + i + "\\b").matcher(all).find()) {
                return Reg.of(i);
            }
        }
        return Reg.R9;
    }
}
