package dev.bpflab.lab;

import dev.bpflab.bpf.Workspace;
import java.util.List;
import java.util.Optional;

/**
 * The learner's session as a lab sees it: where it works, what its variables hold, and a way to type into it. One that runs
 * in a process of its own throws {@link SessionEndedException} from any of its methods once that process is gone.
 */
public interface LearnerSession {
    /** Returns the workspace on which the session's snippets work. */
    Workspace workspace();

    /** Returns the live value of a variable; empty when there is no such variable or it holds null. */
    Optional<Object> variable(String name);

    /**
     * Evaluates one or more snippets in order, calling {@code afterEach} after each, and stops at the first that does not
     * compile or throws.
     */
    List<Evaluated> evaluate(String source, Runnable afterEach);

    /**
     * One evaluated snippet.
     *
     * @param source the snippet
     * @param ok whether it compiled and ran to its end
     * @param text what a learner is shown: the value, what was declared, or what is wrong; may be empty
     */
    record Evaluated(String source, boolean ok, String text) {}
}
