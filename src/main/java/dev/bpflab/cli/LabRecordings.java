package dev.bpflab.cli;

import dev.bpflab.bpf.traffic.TrafficRecording;
import dev.bpflab.sim.ExecRecording;
import dev.bpflab.sim.Recordings;
import dev.bpflab.sim.StackRecording;
import dev.bpflab.workbench.BundledRecordings;
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
    private LabRecordings() {}

    /** Returns those of a lab in a folder, and where it has none those that came with bpflab. */
    static Recordings of(Path lab) {
        Recordings recordings = BundledRecordings.read();
        if (Files.isRegularFile(lab.resolve(BundledRecordings.EXECS))) {
            recordings = recordings.with(read(lab.resolve(BundledRecordings.EXECS), text(ExecRecording::parse)));
        }
        if (Files.isRegularFile(lab.resolve(BundledRecordings.STACKS))) {
            recordings = recordings.with(read(lab.resolve(BundledRecordings.STACKS), text(StackRecording::parse)));
        }
        if (Files.isRegularFile(lab.resolve(BundledRecordings.PACKETS))) {
            recordings = recordings.with(read(lab.resolve(BundledRecordings.PACKETS), TrafficRecording::parse));
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
