package dev.bpflab.lab;

import static dev.bpflab.lab.Messages.text;

import dev.bpflab.isa.MapRef;
import dev.bpflab.isa.Program;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The maps that a program shall name, {@code uses="MAP, MAP"}.
 *
 * @param variables the learner's variables that hold them, at least one; a table beside them is about the first
 */
record Uses(List<String> variables) {
    Uses {
        variables = List.copyOf(variables);
    }

    /** Returns the variable of the map that a table beside it is about. */
    String first() {
        return variables.get(0);
    }

    /** Tells whether a program names each of the very maps that the learner's variables hold. */
    boolean areNamedBy(Program program, Scene scene) {
        return variables.stream().allMatch(variable -> names(program, variable, scene));
    }

    private static boolean names(Program program, String variable, Scene scene) {
        Object map = scene.variable(variable).orElse(null);
        return map != null && program.maps().stream().anyMatch(named -> named == map);
    }

    /** Returns them as the end of a sentence: {@code the map in counts}, {@code the maps in stacks, counts}. */
    String describe() {
        return (variables.size() == 1 ? text("uses.theMapIn") : text("uses.theMapsIn")) + String.join(", ", variables);
    }

    /** Returns in words which maps a program names. */
    static String maps(Program program) {
        List<MapRef> maps = program.maps();
        return maps.isEmpty()
                ? "no map"
                : maps.stream().map(map -> "map '" + map.name() + "'").collect(Collectors.joining(", "));
    }
}
