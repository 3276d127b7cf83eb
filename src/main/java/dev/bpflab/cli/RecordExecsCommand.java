package dev.bpflab.cli;

import dev.bpflab.record.ExecRecorder;
import dev.bpflab.sim.ExecRecording;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bpflab author record execs}: what a command executes. */
@Command(
        name = "execs",
        description =
                "Runs a command and records what it executes, and what the processes execute that it starts; kept are"
                        + " programs of the system's own folders.",
        mixinStandardHelpOptions = true)
final class RecordExecsCommand implements Callable<Integer> {
    private static final String FILE = "exec.jsonl";

    @Parameters(index = "0", paramLabel = "OUT", description = "the file, a folder for " + FILE + " in it, or -")
    private Path out = Path.of("-");

    @Parameters(index = "1", arity = "1..*", paramLabel = "COMMAND", description = "what is run, with its arguments")
    private List<String> command = new ArrayList<>();

    private final App app;

    RecordExecsCommand(App app) {
        this.app = app;
    }

    /** What stands behind OUT is the command's, also what looks like an option. */
    @Spec
    void parsing(CommandSpec spec) {
        spec.parser().stopAtPositional(true);
    }

    @Override
    public Integer call() {
        RecordingFile file = RecordingFile.of(out, FILE, app);
        ExecRecording recording = file.onLiveKernel(workspace -> {
            try {
                return new ExecRecorder(workspace).record(command);
            } catch (IOException failure) {
                throw new CommandFailure(
                        "run '" + command.get(0) + "'", String.valueOf(failure.getMessage()), "name another program");
            }
        });
        if (recording.events().isEmpty()) {
            throw new CommandFailure(
                    "record executions",
                    "the command executed no program of the system's own folders",
                    "give a command that runs some, such as sh -c 'ls; date'");
        }
        file.write(recording.lines(), "executions");
        return ExitStatus.OK;
    }
}
