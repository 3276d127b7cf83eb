package dev.bpflab.cli;

import dev.bpflab.bpf.traffic.TrafficRecording;
import dev.bpflab.chapter.PageLibrary;
import dev.bpflab.sim.ExecRecording;
import dev.bpflab.sim.Recordings;
import dev.bpflab.sim.StackRecording;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * The recordings made on real kernels that the simulated one's events are shaped after. They lie in the labs' folders, of
 * each kind one; a lab in a folder of its author's may have others.
 */
final class LabRecordings {
    private static final Path EXECS = Path.of("events", "exec.jsonl");
    private static final Path STACKS = Path.of("events", "stacks.jsonl");
    private static final Path PACKETS = Path.of("events", "packets.pcap");

    private LabRecordings() {}

    /** Returns those that came with bpflab. */
    static Recordings bundled() {
        PageLibrary pages = PageLibrary.bundled();
        return new Recordings(
                ExecRecording.parse(pages.labFile("2.1", EXECS.toString())),
                StackRecording.later(() -> pages.labFile("2.3", STACKS.toString())),
                pages.entry("lab/2.2").isEmpty()
                        ? TrafficRecording.SILENT
                        : TrafficRecording.parse(pages.labBytes("2.2", PACKETS.toString())));
    }

    /** Returns those of a lab in a folder, and where it has none those that came with bpflab. */
    static Recordings of(Path lab) {
        Recordings recordings = bundled();
        if (Files.isRegularFile(lab.resolve(EXECS))) {
            recordings = recordings.with(read(lab.resolve(EXECS), text(ExecRecording::parse)));
        }
        if (Files.isRegularFile(lab.resolve(STACKS))) {
            recordings = recordings.with(read(lab.resolve(STACKS), text(StackRecording::parse)));
        }
        if (Files.isRegularFile(lab.resolve(PACKETS))) {
            recordings = recordings.with(read(lab.resolve(PACKETS), TrafficRecording::parse));
        }
        return recordings;
    }

    private static <T> Function<byte[], T> text(Function<String, T> parser) {
        return bytes -> parser.apply(new String(bytes, StandardCharsets.UTF_8));
    }

    private static <T> T read(Path file, Function<byte[], T> parser) {
        try {
            return parser.apply(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw new CommandFailure("read recording '" + file + "'", unreadable.toString(), "record it again");
        } catch (IllegalArgumentException broken) {
            throw new CommandFailure(
                    "read recording '" + file + "'",
                    String.valueOf(broken.getMessage()),
                    "record it again: bpflab author record --help");
        }
    }
}
