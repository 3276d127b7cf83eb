package dev.bpflab.lab.author;

import dev.bpflab.lab.LearnerSession;
import java.util.function.Function;

/** Gives fresh sessions on one host, each closed with all that was made in it. */
@FunctionalInterface
public interface Rehearsal {
    /** Opens a session, hands it over, closes it, and returns what came of it. */
    <T> T inSession(Function<LearnerSession, T> use);
}
