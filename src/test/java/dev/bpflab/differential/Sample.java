package dev.bpflab.differential;

import dev.bpflab.bpf.MapAttr;
import dev.bpflab.bpf.MapType;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.isa.Disassembler;
import dev.bpflab.isa.Insn;
import java.util.List;

/**
 * A program to compare the hosts with.
 *
 * @param seed what it was generated from
 * @param maps its maps, which instructions name by their index
 * @param mutated whether a change was made that may have broken it
 */
record Sample(long seed, ProgramType type, List<MapAttr> maps, List<Insn> insns, boolean mutated) {
    Sample withInsns(List<Insn> other) {
        return new Sample(seed, type, maps, List.copyOf(other), mutated);
    }

    /** Returns whether BPF_PROG_TEST_RUN runs the program: on a packet, or on the arguments of a raw tracepoint. */
    boolean canRun() {
        return canRun(type);
    }

    static boolean canRun(ProgramType type) {
        return type == ProgramType.SOCKET_FILTER || type == ProgramType.RAW_TRACEPOINT || Scope.hasPacket(type);
    }

    /** Returns the program as the corpus of verdicts writes it. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("[seed " + seed + "]\ntype " + type.kernelName() + "\n");
        for (MapAttr map : maps) {
            text.append("map %s %d %d %d%n"
                    .formatted(
                            MapType.ofNumber(map.type()).orElseThrow().kernelName(),
                            map.keySize(),
                            map.valueSize(),
                            map.maxEntries()));
        }
        insns.forEach(insn -> text.append("  ").append(Disassembler.text(insn)).append('\n'));
        return text.toString();
    }
}
