package dev.bpflab.look;

import dev.bpflab.isa.Disassembler;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.InsnCodec;
import dev.bpflab.isa.Program;
import dev.bpflab.view.Line;
import dev.bpflab.view.Style;
import dev.bpflab.view.Wrap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A program's instructions by slot, with the labels that its own jumps name. */
public final class Listing {
    /** A jump's label as the assembler call writes it last, or the text assembler after its word. */
    private static final Pattern TARGET = Pattern.compile(
            "(?:, \"|(?:jmp|call)\\(\"|\\b(?:goto|gotol|call) )([A-Za-z_.$][A-Za-z0-9_.$]*)(?:\"\\))?$");

    /** A call of the vocabulary; what the text assembler read says nothing that the instruction does not. */
    private static final Pattern CALL = Pattern.compile("\\w+\\(.*\\)");

    private static final String HERE = "=> ";
    private static final String ELSEWHERE = "   ";
    private static final int CALL_COLUMN = 44;
    private static final int CALL_INDENT = 4;
    /** With fewer columns, the opcode is left out. */
    private static final int NARROW = 60;

    private final List<Program.Line> lines;
    private final List<Integer> slots = new ArrayList<>();
    private final Map<String, Integer> labels = new HashMap<>();

    /** Creates the listing of a program. */
    public Listing(Program program) {
        lines = program.lines();
        int slot = 0;
        for (Program.Line line : lines) {
            slots.add(slot);
            slot += line.insn().slots();
        }
        for (int i = 0; i < lines.size(); i++) {
            label(lines.get(i), slots.get(i));
        }
    }

    private void label(Program.Line line, int slot) {
        Integer offset = offset(line.insn());
        Matcher target = TARGET.matcher(line.call());
        if (offset != null && target.find() && !target.group(1).equals("pc")) {
            labels.put(target.group(1), slot + 1 + offset);
        }
    }

    private static @Nullable Integer offset(Insn insn) {
        if (insn instanceof Insn.JumpIf jump) {
            return (int) jump.offset();
        }
        if (insn instanceof Insn.Jump jump) {
            return jump.offset();
        }
        return insn instanceof Insn.CallLocal call ? call.offset() : null;
    }

    /** Returns the slot that a number or label names, or null when no instruction begins there. */
    @Nullable
    public Integer find(String place) {
        Integer slot = labels.get(place);
        if (slot == null && place.matches("\\d{1,7}")) {
            slot = Integer.valueOf(place);
        }
        return slot != null && slots.contains(slot) ? slot : null;
    }

    /** Returns the labels that are known. */
    public List<String> labels() {
        return labels.keySet().stream().sorted().toList();
    }

    /** Returns the instruction at a slot in the kernel's notation. */
    public String text(int slot) {
        int index = slots.indexOf(slot);
        return index < 0 ? "the end of the program" : Disassembler.text(lines.get(index));
    }

    /** Returns all instructions. */
    public List<Line> all(int width) {
        List<Line> shown = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            shown.addAll(row(i, false, width));
        }
        return shown;
    }

    /** Returns the instructions from so many before a slot to so many after it, the one at the slot marked. */
    public List<Line> around(int slot, int before, int after, int width) {
        int at = Math.max(0, slots.indexOf(slot));
        List<Line> shown = new ArrayList<>();
        for (int i = Math.max(0, at - before); i <= Math.min(lines.size() - 1, at + after); i++) {
            shown.addAll(row(i, i == at, width));
        }
        return shown;
    }

    /** The call that wrote the instruction stands beside it, or below it where it is the marked one and there is no room. */
    private List<Line> row(int index, boolean here, int width) {
        Program.Line line = lines.get(index);
        int slot = slots.get(index);
        String label = labels.entrySet().stream()
                .filter(entry -> entry.getValue() == slot)
                .map(entry -> entry.getKey() + ":")
                .findFirst()
                .orElse("");
        List<Line> rows = new ArrayList<>();
        if (!label.isEmpty()) {
            rows.add(Line.of(ELSEWHERE + label, Style.DIM));
        }
        String number = width < NARROW
                ? String.format("%3d: ", slot)
                : String.format("%3d: (%02x) ", slot, InsnCodec.opcode(line.insn()));
        Line text =
                Line.of((here ? HERE : ELSEWHERE) + number + Disassembler.text(line), here ? Style.BOLD : Style.PLAIN);
        boolean told = CALL.matcher(line.call()).matches();
        if (told && Math.max(text.width() + 2, CALL_COLUMN) + line.call().length() <= width) {
            text = text.padded(CALL_COLUMN - 2, false).plus("  ").plus(line.call(), Style.DIM);
            rows.add(text);
        } else {
            rows.addAll(Wrap.lines(text, width));
            if (told && here) {
                for (Line call : Wrap.lines(Line.of(line.call(), Style.DIM), width - CALL_INDENT)) {
                    rows.add(Line.of(" ".repeat(CALL_INDENT)).plus(call));
                }
            }
        }
        return rows;
    }
}
