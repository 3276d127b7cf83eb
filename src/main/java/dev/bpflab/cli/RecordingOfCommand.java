package dev.bpflab.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What is the same in {@code author record KIND OUT COMMAND…}: where the recording goes, and what runs meanwhile. */
abstract class RecordingOfCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "OUT", description = "the file, its folder, or -")
    Path out = Path.of("-");

    @Parameters(index = "1", arity = "1..*", paramLabel = "COMMAND", description = "what is run, with its arguments")
    List<String> command = new ArrayList<>();

    /** What stands behind OUT is the command's, also what looks like an option. */
    @Spec
    void parsing(CommandSpec spec) {
        spec.parser().stopAtPositional(true);
    }

    /** Records while the command runs. */
    interface Recorder<T> {
        /** Returns what was recorded; {@link IOException} when the command cannot be started. */
        T record(List<String> command) throws IOException;
    }

    /** Records; a {@link CommandFailure} when the command cannot be started. */
    final <T> T recorded(Recorder<T> recorder) {
        try {
            return recorder.record(command);
        } catch (IOException failure) {
            throw new CommandFailure(
                    "run '" + command.get(0) + "'", String.valueOf(failure.getMessage()), "name another program");
        }
    }
}
