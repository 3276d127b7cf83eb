package dev.bpflab.lab;

import static dev.bpflab.lab.Messages.text;

import dev.bpflab.bpf.StartedProcess;
import java.util.Optional;

/**
 * {@code ran=VARIABLE,as=NAME}: the variable holds a process that the stage ran and that ended under this name.
 *
 * @param comm the name; empty when any will do
 */
record RanCheck(String variable, String comm, String hint) implements Check {
    @Override
    public String subject() {
        return "process in " + variable;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the very one that the stage handed out, not one made to look like it
    public CheckResult judge(Scene scene) {
        Optional<Object> held = scene.variable(variable);
        boolean ran = held.orElse(null) instanceof StartedProcess process
                && scene.workspace().started().stream().anyMatch(started -> started == process)
                && (comm.isEmpty() || process.comm().equals(comm));
        return ran
                ? CheckResult.passed()
                : CheckResult.failed(
                        text("ranCheck.processThatTheStageRan", variable, comm.isEmpty() ? "" : ", called " + comm),
                        held.map(Object::toString).orElseGet(() -> Shown.variable(variable, held)),
                        hint);
    }
}
