package dev.bpflab.grade.agent;

import dev.bpflab.agent.FieldReader;
import dev.bpflab.agent.WireException;
import dev.bpflab.agent.WireLimits;
import dev.bpflab.bpf.BpfMap;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.InsnCodec;
import dev.bpflab.isa.MapRef;
import dev.bpflab.isa.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads assembled programs; the same one, claimed again, is the same object, which checks need not try again. */
final class ProgramReader {
    private static final int KEPT = 256;

    private final KnownObjects objects;
    private final Map<Claimed, Program> read = new HashMap<>();
    private final Map<String, MapRef> unknown = new HashMap<>();

    /** A map that a program names and that was never made. */
    private record Unmade(String name) implements MapRef {}

    private record Line(String call, @Nullable MapRef map) {}

    private record Claimed(String context, List<Insn> insns, List<Line> lines) {}

    ProgramReader(KnownObjects objects) {
        this.objects = objects;
    }

    Program read(FieldReader from) {
        String context = from.name();
        List<Insn> insns = decoded(from.bytes(WireLimits.BYTES));
        List<Line> lines = from.list(WireLimits.ELEMENTS, this::line);
        if (insns.size() != lines.size()) {
            throw new WireException(
                    "a program of " + insns.size() + " instructions with the words for " + lines.size());
        }
        if (read.size() > KEPT) {
            read.clear();
        }
        return read.computeIfAbsent(new Claimed(context, insns, lines), ProgramReader::program);
    }

    private static List<Insn> decoded(byte[] bytes) {
        try {
            return InsnCodec.decode(bytes);
        } catch (IllegalArgumentException none) {
            throw new WireException("a program that is none: " + none.getMessage());
        }
    }

    private Line line(FieldReader from) {
        return new Line(from.name(), from.maybe(this::map));
    }

    private MapRef map(FieldReader from) {
        Optional<BpfMap<?, ?>> known = objects.map(from.i32(), from.i32());
        String name = from.name();
        return known.isPresent() ? known.get() : unknown.computeIfAbsent(name, Unmade::new);
    }

    private static Program program(Claimed claimed) {
        List<Program.Line> lines = new ArrayList<>();
        for (int i = 0; i < claimed.insns.size(); i++) {
            Line line = claimed.lines.get(i);
            boolean canName = claimed.insns.get(i) instanceof Insn.LdImm64;
            lines.add(new Program.Line(claimed.insns.get(i), line.call(), canName ? line.map() : null));
        }
        return Program.of(lines, claimed.context);
    }
}
