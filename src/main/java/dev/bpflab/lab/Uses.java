package dev.bpflab.lab;

import dev.bpflab.isa.MapRef;
import dev.bpflab.isa.Program;
import java.util.List;

/** Which maps a program names. */
final class Uses {
    private Uses() {}

    /** Tells whether a program names the very map that a learner's variable holds. */
    static boolean names(Program program, String variable, Scene scene) {
        Object map = scene.variable(variable).orElse(null);
        return map != null && program.maps().stream().anyMatch(named -> named == map);
    }

    /** Returns the maps in words. */
    static String maps(Program program) {
        List<MapRef> maps = program.maps();
        if (maps.isEmpty()) {
            return "no map";
        }
        return String.join(
                ", ", maps.stream().map(map -> "map '" + map.name() + "'").toList());
    }
}
