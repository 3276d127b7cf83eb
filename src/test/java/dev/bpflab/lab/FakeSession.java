package dev.bpflab.lab;

import dev.bpflab.bpf.Workspace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A session without JShell: each line is a snippet, and a test says what it does. */
final class FakeSession implements LearnerSession {
    private final Workspace workspace;
    private final Map<String, Object> variables = new HashMap<>();
    private final Map<String, Runnable> snippets = new HashMap<>();
    final List<String> typed = new ArrayList<>();

    FakeSession(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Says what a snippet does; a snippet that nothing is said of fails. */
    FakeSession on(String snippet, Runnable action) {
        snippets.put(snippet, action);
        return this;
    }

    void set(String variable, Object value) {
        variables.put(variable, value);
    }

    @Override
    public Workspace workspace() {
        return workspace;
    }

    @Override
    public Optional<Object> variable(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    @Override
    public List<Evaluated> evaluate(String source, Runnable afterEach) {
        List<Evaluated> evaluated = new ArrayList<>();
        for (String snippet : source.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("//"))
                .toList()) {
            Runnable action = snippets.get(snippet);
            typed.add(snippet);
            if (action != null) {
                action.run();
            }
            afterEach.run();
            evaluated.add(new Evaluated(snippet, action != null, action == null ? "cannot find symbol" : ""));
            if (action == null) {
                break;
            }
        }
        return evaluated;
    }
}
