package dev.bpflab.isa;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An assembled program: instructions in order, each with the call that wrote it and the map that it names. A blueprint:
 * nothing is live until a host loads it, and the same program can be loaded on any host with any maps.
 */
public final class Program {
    /**
     * One instruction of a program.
     *
     * @param insn the instruction; where {@code map} is given, an {@link Insn.LdImm64} whose descriptor is filled in on load
     * @param call the assembler call that wrote it, such as {@code loadMem(DW, R0, R6, 0)}; empty when decoded from bytes
     * @param map the map that the instruction names, or null
     * @param source where that call stands, or null when it is not known
     */
    public record Line(
            Insn insn,
            String call,
            @Nullable MapRef map,
            @Nullable Source source) {
        /** A line of which nobody knows where it was written. */
        public Line(Insn insn, String call, @Nullable MapRef map) {
            this(insn, call, map, null);
        }
    }

    private final List<Line> lines;
    private final String context;

    private Program(List<Line> lines, String context) {
        this.lines = List.copyOf(lines);
        this.context = context;
    }

    /** Returns a program of these lines. */
    public static Program of(List<Line> lines) {
        return of(lines, "");
    }

    /** Returns a program of these lines that was written for a context, see {@link #context}. */
    public static Program of(List<Line> lines, String context) {
        return new Program(lines, context);
    }

    /** Returns whose fields the program names, as {@link ContextFields#of} has it; empty when it names none. */
    public String context() {
        return context;
    }

    /** Returns the instructions with where they came from. */
    public List<Line> lines() {
        return lines;
    }

    /** Returns the instructions. */
    public List<Insn> insns() {
        return lines.stream().map(Line::insn).toList();
    }

    /** Returns the length in eight-byte slots, as the kernel counts instructions. */
    public int slots() {
        return lines.stream().mapToInt(line -> line.insn().slots()).sum();
    }

    /** Returns the maps that the program names, each once, in order of first use. */
    public List<MapRef> maps() {
        Set<MapRef> maps = new LinkedHashSet<>();
        for (Line line : lines) {
            if (line.map() != null) {
                maps.add(line.map());
            }
        }
        return List.copyOf(maps);
    }

    /** Returns the listing that {@link Disassembler#lines(Program)} gives, under a line that tells the size. */
    @Override
    public String toString() {
        String size =
                lines.size() + (lines.size() == 1 ? " instruction" : " instructions") + " in " + slots() + " slots:\n";
        return size + String.join("\n", Disassembler.lines(this));
    }

    /** Returns the same program with other maps in the place of its own. */
    public Program withMaps(UnaryOperator<MapRef> replacement) {
        List<Line> replaced = new ArrayList<>(lines.size());
        for (Line line : lines) {
            MapRef map = line.map();
            replaced.add(
                    map == null ? line : new Line(line.insn(), line.call(), replacement.apply(map), line.source()));
        }
        return new Program(replaced, context);
    }

    /** Returns the instructions with each named map's descriptor filled in. */
    public List<Insn> link(ToIntFunction<MapRef> descriptorOf) {
        List<Insn> linked = new ArrayList<>(lines.size());
        for (Line line : lines) {
            if (line.map() != null && line.insn() instanceof Insn.LdImm64 load) {
                linked.add(new Insn.LdImm64(load.dst(), load.kind(), descriptorOf.applyAsInt(line.map()), load.high()));
            } else {
                linked.add(line.insn());
            }
        }
        return linked;
    }
}
