package dev.bpflab.record;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A command that runs while something is recorded: it gets no input, and its output is dropped. */
public final class CommandRun {
    private static final File NOTHING = new File("/dev/null");

    private CommandRun() {}

    /**
     * Runs a command to its end, or until nothing more is wanted or the calling thread is interrupted; then it is ended with
     * what it started.
     *
     * @param look looks at what happens, waits a little, and says whether more is wanted
     * @throws IOException when the command cannot be started
     */
    public static void during(List<String> command, BooleanSupplier look) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(NOTHING))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            boolean more = true;
            while (more && process.isAlive() && !Thread.currentThread().isInterrupted()) {
                more = look.getAsBoolean();
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
