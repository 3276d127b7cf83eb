package dev.bpflab.lab;

import dev.bpflab.bpf.Workspace;
import java.util.Optional;

/**
 * What checks look at.
 *
 * @param session the learner's session
 * @param trials where programs are tried out, away from the learner's own workspace
 */
public record Scene(LearnerSession session, Trials trials) {
    /** Returns the learner's workspace. */
    public Workspace workspace() {
        return session.workspace();
    }

    /** Returns the live value of a learner's variable. */
    public Optional<Object> variable(String name) {
        return session.variable(name);
    }
}
