package dev.bpflab.bpf.debug;

import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.MapRef;
import dev.bpflab.isa.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is debugged: a program, copies of its maps, and what it runs on. A value: the same one is debugged again and again.
 *
 * @param name what the program is called
 * @param program the instructions; a map that is no {@link MapRef} is named by its place in {@code maps}
 * @param type the program's type; empty for the bare instruction set
 * @param maps first those of {@link Program#maps()}, in their order
 * @param possibleCpus how many CPUs the maps' values are for
 * @param input what it runs on
 */
public record DebugSpec(
        String name,
        Program program,
        Optional<ProgramType> type,
        List<MapCopy> maps,
        int possibleCpus,
        DebugInput input) {
    public DebugSpec {
        maps = List.copyOf(maps);
    }

    /**
     * Returns a program on copies of the live maps that it names, as they are now, on whichever host they are.
     *
     * @param names what to call each map
     * @throws IllegalArgumentException when the program names a map that is not live
     */
    public static DebugSpec of(
            String name,
            Program program,
            Optional<ProgramType> type,
            Function<BpfMap<?, ?>, String> names,
            int possibleCpus,
            DebugInput input) {
        List<MapCopy> maps = new ArrayList<>();
        for (MapRef map : program.maps()) {
            if (!(map instanceof BpfMap<?, ?> live)) {
                throw new IllegalArgumentException("map '" + map.name() + "' is not live; create it first");
            }
            maps.add(MapCopy.of(names.apply(live), live));
        }
        return new DebugSpec(name, program, type, maps, possibleCpus, input);
    }

    /** Returns the same on something else. */
    public DebugSpec on(DebugInput other) {
        return new DebugSpec(name, program, type, maps, possibleCpus, other);
    }

    /** Returns the place in {@link #maps()} of the map that an instruction names, which there may be none at. */
    public int mapIndex(Program.Line line) {
        MapRef map = line.map();
        if (map != null) {
            return program.maps().indexOf(map);
        }
        return line.insn() instanceof Insn.LdImm64 load ? load.low() : -1;
    }
}
