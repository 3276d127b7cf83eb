package dev.bpflab.lab;

import static dev.bpflab.lab.Messages.text;

import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.MapType;
import dev.bpflab.bpf.StackProfile;
import dev.bpflab.bpf.StartedProcess;
import dev.bpflab.lab.CheckResult.Failed;
import java.util.Optional;

/**
 * The learner's maps of stacks and of counts, from which a check reads a profile.
 *
 * @param stacks the variable of the map of stack traces
 * @param counts the variable of the map of counts
 * @param key where that has ids in its keys
 * @param process the variable of the process of which it tells; empty when it tells of all
 */
record Profiled(String stacks, String counts, StackKey key, String process) {
    /** Something is not there; the finding says what. */
    static final class Missing extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Failed finding;

        Missing(String expected, String found, String hint) {
            this.finding = CheckResult.failed(expected, found, hint);
        }

        Failed finding() {
            return finding;
        }
    }

    StackProfile<Long> in(Scene scene, String hint) throws Missing {
        BpfMap<?, ?> traces = map(stacks, scene, hint);
        if (traces.spec().type() != MapType.STACK_TRACE) {
            throw new Missing(
                    text("profiled.mapOfStackTracesIn", stacks),
                    stacks + " is a " + traces.spec().typeName(),
                    hint);
        }
        BpfMap<?, ?> counted = map(counts, scene, hint);
        int size = counted.spec().key().size();
        if (size != key.column().size()) {
            throw new Missing(
                    text(
                            "profiled.withKeysOfBytes",
                            counts,
                            key.column().size(),
                            key.column().name()),
                    text("profiled.withKeysOfBytes2", counts, size),
                    hint);
        }
        return key.profile(counted, traces, pid(scene, hint));
    }

    private static BpfMap<?, ?> map(String variable, Scene scene, String hint) throws Missing {
        Optional<Object> held = scene.variable(variable);
        if (held.orElse(null) instanceof BpfMap<?, ?> map
                && scene.workspace().maps().contains(map)) {
            return map;
        }
        throw new Missing(text("held.openMapIn", variable), Shown.variable(variable, held), hint);
    }

    @SuppressWarnings("ReferenceEquality") // the very one that the stage handed out, not one made to look like it
    private long pid(Scene scene, String hint) throws Missing {
        if (process.isEmpty()) {
            return -1;
        }
        Optional<Object> held = scene.variable(process);
        if (held.orElse(null) instanceof StartedProcess ran
                && scene.workspace().started().stream().anyMatch(started -> started == ran)) {
            return ran.pid();
        }
        throw new Missing(text("profiled.processThatTheStageRan", process), Shown.variable(process, held), hint);
    }
}
