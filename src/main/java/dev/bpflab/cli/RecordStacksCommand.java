package dev.bpflab.cli;

import dev.bpflab.record.StackRecorder;
import dev.bpflab.sim.StackRecording;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bpflab author record stacks}: where tasks are. */
@Command(
        name = "stacks",
        description = "Runs processes that burn CPU time, sleep and end, and records where they, the idle tasks and the"
                + " kernel's own threads are.",
        mixinStandardHelpOptions = true)
final class RecordStacksCommand implements Callable<Integer> {
    private static final String FILE = "stacks.jsonl";

    @Parameters(index = "0", paramLabel = "OUT", description = "the file, a folder for " + FILE + " in it, or -")
    private Path out = Path.of("-");

    @Option(
            names = "--seconds",
            defaultValue = "2",
            paramLabel = "N",
            description = "how much CPU time is burnt, 1 to 60 (default: ${DEFAULT-VALUE})")
    private int seconds;

    private final App app;

    RecordStacksCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() {
        RecordingFile file = RecordingFile.of(out, FILE, app);
        StackRecording recording =
                file.onLiveKernel(workspace -> new StackRecorder(workspace).record(Duration.ofSeconds(seconds)));
        file.write(recording.lines(), "stacks");
        return ExitStatus.OK;
    }
}
