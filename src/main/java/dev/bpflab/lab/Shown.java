package dev.bpflab.lab;

import static dev.bpflab.lab.Messages.text;

import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.BpfProgram;
import dev.bpflab.bpf.Link;
import dev.bpflab.bpf.MapSpec;
import dev.bpflab.bpf.StartedProcess;
import dev.bpflab.isa.Program;
import java.util.Map;
import java.util.Optional;

/** Names what a learner's variable holds, in a few words. */
final class Shown {
    private static final int LONGEST = 60;

    private static final Map<Class<?>, String> KINDS = Map.of(
            MapSpec.class, "a blueprint of a map (MapSpec)",
            BpfMap.class, "a map (BpfMap)",
            Program.class, text("shown.assembledProgramProgram"),
            BpfProgram.class, "a loaded program (BpfProgram)",
            Link.class, "a link (Link)",
            StartedProcess.class, "a process (StartedProcess)");

    private Shown() {}

    /** Returns what the value is called here, such as {@code a map (BpfMap)}. */
    static String kind(Class<?> type) {
        return KINDS.getOrDefault(type, "a " + type.getSimpleName());
    }

    static String of(Object value) {
        String text = String.valueOf(value);
        String shortened = text.length() > LONGEST ? text.substring(0, LONGEST - 3) + "..." : text;
        return KINDS.containsKey(value.getClass()) ? kind(value.getClass()) : shortened;
    }

    /** Returns what a variable was found to hold. */
    static String variable(String name, Optional<Object> value) {
        return value.map(held -> name + " holds " + of(held)).orElse(text("shown.noVariableOrItHolds", name));
    }
}
