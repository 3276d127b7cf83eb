package dev.bpflab.isa;

import java.util.ArrayList;
import java.util.List;

/**
 * Instructions as text, in the notation of the kernel's verifier log and of {@code bpftool prog dump xlated} (Linux 6.18).
 * What the kernel only knows after loading is written as in the instruction: {@code map[3]} for the map behind descriptor
 * 3, {@code map[3][0]+8} for the value in it at offset 8, {@code map[idx:3]} for an index of fd_array, and
 * {@code map[counts]} for a map that the program names.
 */
public final class Disassembler {
    private Disassembler() {}

    /** Returns an instruction as the kernel writes it: {@code r0 = *(u32 *)(r1 +4)}. */
    public static String text(Insn insn) {
        return insn.accept(Notation.INSTANCE);
    }

    /** Returns an instruction as the kernel writes it, with the name of its map: {@code r1 = map[counts]}. */
    public static String text(Program.Line line) {
        MapRef map = line.map();
        if (map == null || !isWord(map.name()) || !(line.insn() instanceof Insn.LdImm64 load)) {
            return text(line.insn());
        }
        return Notation.assigned(load.dst(), Notation.map(map.name(), load));
    }

    /** Returns a numbered line of a listing: {@code 3: (61) r0 = *(u32 *)(r1 +4)}. */
    public static String line(int slot, Insn insn) {
        return prefix(slot, insn) + text(insn);
    }

    /** Returns a numbered line for each instruction; the numbers count slots, so that they jump by two after a 64-bit immediate. */
    public static List<String> lines(Program program) {
        List<String> lines = new ArrayList<>(program.lines().size());
        int slot = 0;
        for (Program.Line line : program.lines()) {
            lines.add(prefix(slot, line.insn()) + text(line));
            slot += line.insn().slots();
        }
        return List.copyOf(lines);
    }

    private static String prefix(int slot, Insn insn) {
        return String.format("%d: (%02x) ", slot, InsnCodec.opcode(insn));
    }

    private static boolean isWord(String name) {
        return name.matches("[A-Za-z_][A-Za-z0-9_.]*");
    }
}
