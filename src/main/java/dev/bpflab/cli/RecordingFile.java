package dev.bpflab.cli;

import dev.bpflab.bpf.Workspace;
import dev.bpflab.kernel.KernelHost;
import dev.bpflab.kernel.KernelProbe;
import dev.bpflab.kernel.Live;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Function;

/** Where a recording goes that is made on the live kernel. */
final class RecordingFile {
    private static final Path STANDARD_OUTPUT = Path.of("-");

    private final Path path;
    private final App app;

    private RecordingFile(Path path, App app) {
        this.path = path;
        this.app = app;
    }

    /** Returns the file that is meant, which is looked at before anything is recorded. */
    static RecordingFile of(Path out, String name, App app) {
        Path path = Files.isDirectory(out) ? out.resolve(name) : out;
        Path folder = path.toAbsolutePath().getParent();
        if (!path.equals(STANDARD_OUTPUT) && (folder == null || !Files.isDirectory(folder))) {
            throw new CommandFailure("write '" + path + "'", "there is no folder " + folder, "make it first");
        }
        return new RecordingFile(path, app);
    }

    /** Records on the live kernel; a {@link CommandFailure} where it cannot be used or is not wanted. */
    <T> T onLiveKernel(Function<Workspace, T> recorder) {
        KernelProbe probe = KernelHost.probe();
        if (app.host().choice == HostOption.Choice.sim) {
            throw new CommandFailure(
                    "record", "the simulated kernel itself follows recordings", "record with --host kernel");
        }
        if (!probe.usable()) {
            throw new CommandFailure("record on the live kernel", probe.reason(), probe.remedy());
        }
        try (Workspace workspace = Live.workspace()) {
            return recorder.apply(workspace);
        }
    }

    /** Writes a recording in place of the one that may be there; what is written only in part is never seen. */
    void write(List<String> lines, String what) {
        write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8), lines.size() + " " + what);
    }

    /** Writes the bytes of a recording in the same way, and says what was recorded. */
    void write(byte[] bytes, String what) {
        if (path.equals(STANDARD_OUTPUT)) {
            app.streams().out().write(bytes, 0, bytes.length);
            app.streams().out().flush();
            return;
        }
        try {
            Path part = Files.createTempFile(path.toAbsolutePath().getParent(), "." + path.getFileName(), ".part");
            try {
                Files.write(part, bytes);
                Files.setPosixFilePermissions(
                        part, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
                Files.move(part, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException failure) {
            throw new CommandFailure("write '" + path + "'", failure.toString(), "name another file");
        }
        app.streams().out().println(what + " recorded in " + path);
    }
}
