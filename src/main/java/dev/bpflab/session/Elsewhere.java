package dev.bpflab.session;

import dev.bpflab.agent.Thrown;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A place outside this process in which snippets run that are compiled here. One thread calls it at a time. When the place is
 * gone every method throws {@link dev.bpflab.lab.SessionEndedException}.
 */
public interface Elsewhere {
    /** Returns what snippets may use there, which they are compiled against. */
    List<Path> classPath();

    /** Defines classes, given by their names. */
    void define(Map<String, byte[]> classFiles) throws ThrownElsewhere;

    /** Calls a static method without parameters. */
    void invoke(String type, String method) throws ThrownElsewhere;

    /** Returns what a static field is said to hold, as values of this process: nothing there is loaded or run here. */
    Optional<Object> read(String type, String field) throws ThrownElsewhere;

    /** Lets go of what a variable held in other declarations than that of a class; of all of them when that is empty. */
    void forget(String variable, String type);

    /** Something was thrown there. */
    final class ThrownElsewhere extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Thrown thrown;

        /** Creates it with what was thrown. */
        public ThrownElsewhere(Thrown thrown) {
            super(thrown.type(), null, false, false);
            this.thrown = thrown;
        }

        /** Returns what was thrown. */
        public Thrown thrown() {
            return thrown;
        }
    }
}
