package dev.bpflab.sim;

import dev.bpflab.bpf.traffic.TrafficRecording;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The recordings that lie in the labs' folders. */
public final class RecordedEvents {
    private static final Path LABS = Path.of("labs");

    /** All of them. */
    public static final Recordings ALL = new Recordings(
            ExecRecording.parse(text("2.1-process-counter/events/exec.jsonl")),
            StackRecording.parse(text("2.3-stack-traces/events/stacks.jsonl")),
            TrafficRecording.parse(bytes("2.2-packet-sizes/events/packets.pcap")));

    private RecordedEvents() {}

    private static String text(String file) {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String file) {
        try {
            return Files.readAllBytes(LABS.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
