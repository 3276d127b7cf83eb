package dev.bpflab.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The recordings that lie in the labs' folders. */
public final class RecordedEvents {
    private static final Path LABS = Path.of("labs");

    /** All of them. */
    public static final Recordings ALL = new Recordings(
            ExecRecording.parse(text("2.1-process-counter/events/exec.jsonl")),
            StackRecording.parse(text("2.3-stack-traces/events/stacks.jsonl")));

    private RecordedEvents() {}

    private static String text(String file) {
        try {
            return Files.readString(LABS.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
