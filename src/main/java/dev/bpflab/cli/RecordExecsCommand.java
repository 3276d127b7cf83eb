package dev.bpflab.cli;

import dev.bpflab.record.ExecRecorder;
import dev.bpflab.sim.ExecRecording;
import picocli.CommandLine.Command;

/** {@code bpflab author record execs}: what a command executes. */
@Command(
        name = "execs",
        description =
                "Runs a command and records what it executes, and what the processes execute that it starts; kept are"
                        + " programs of the system's own folders.",
        mixinStandardHelpOptions = true)
final class RecordExecsCommand extends RecordingOfCommand {
    private static final String FILE = "exec.jsonl";

    private final App app;

    RecordExecsCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() {
        RecordingFile file = RecordingFile.of(out, FILE, app);
        ExecRecording recording = file.onLiveKernel(workspace -> recorded(new ExecRecorder(workspace)::record));
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
