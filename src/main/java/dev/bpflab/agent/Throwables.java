package dev.bpflab.agent;

import dev.bpflab.bpf.VerifierException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what was thrown. */
final class Throwables {
    private static final int CAUSES = 4;

    /** The JDK's, by which a method says that what it needs is not declared yet; a grader's compiler knows its number. */
    private static final String UNRESOLVED = "jdk.jshell.spi.SPIResolutionException";

    private Throwables() {}

    static Thrown describe(Throwable thrown) {
        return describe(thrown, CAUSES);
    }

    private static Thrown describe(Throwable thrown, int causes) {
        Throwable cause = thrown.getCause();
        return new Thrown(
                thrown.getClass().getName(),
                text(thrown),
                thrown instanceof VerifierException refused
                        ? refused.explanation().advice()
                        : "",
                unresolved(thrown),
                frames(thrown),
                cause == null || causes == 0 ? null : describe(cause, causes - 1));
    }

    private static @Nullable String text(Throwable thrown) {
        try {
            return thrown.getMessage();
        } catch (RuntimeException | StackOverflowError e) {
            return "(its getMessage() throws)";
        }
    }

    private static List<StackTraceElement> frames(Throwable thrown) {
        return Arrays.asList(thrown.getStackTrace());
    }

    private static int unresolved(Throwable thrown) {
        if (!thrown.getClass().getName().equals(UNRESOLVED)) {
            return -1;
        }
        try {
            return (int) thrown.getClass().getMethod("id").invoke(thrown);
        } catch (ReflectiveOperationException e) {
            return -1;
        }
    }
}
