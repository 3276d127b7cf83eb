package dev.bpflab.lab;

import static dev.bpflab.lab.Messages.text;

import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.BpfProgram;
import dev.bpflab.bpf.Link;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.lab.CheckResult.Failed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code closed="NAME, NAME"}: what these variables hold is closed, and nothing else of the learner's is open. */
record ClosedCheck(List<String> variables, String hint) implements Check {
    @Override
    public String subject() {
        return text("closedCheck.whatIsOpen");
    }

    @Override
    public CheckResult judge(Scene scene) {
        List<String> found = new ArrayList<>();
        for (String variable : variables) {
            Optional<Object> held = scene.variable(variable);
            if (!held.map(ClosedCheck::canBeClosed).orElse(false)) {
                found.add(Shown.variable(variable, held));
            }
        }
        Workspace workspace = scene.workspace();
        List<String> open = Stream.of(workspace.links(), workspace.programs(), workspace.maps())
                .flatMap(List::stream)
                .map(Object::toString)
                .toList();
        if (found.isEmpty() && open.isEmpty()) {
            return CheckResult.passed();
        }
        if (!open.isEmpty()) {
            found.add("still open: " + String.join("; ", open));
        }
        return new Failed(
                text("closedCheck.nothingOpenAndEverythingElse", String.join(", ", variables)),
                String.join("; ", found),
                hint,
                found.size() + open.size());
    }

    private static boolean canBeClosed(Object held) {
        return held instanceof BpfMap<?, ?> || held instanceof BpfProgram || held instanceof Link;
    }
}
