package dev.bpflab.grade;

import dev.bpflab.kernel.Confinement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What bubblewrap is told: bwrap(1). */
final class Bubblewrap {
    private static final List<Path> FOLDERS =
            Stream.of("/usr/bin", "/bin", "/usr/local/bin").map(Path::of).toList();

    private Bubblewrap() {}

    /** Returns the program; only where no other than root can put one. */
    static Optional<Path> program() {
        return onSystem("bwrap");
    }

    static Optional<Path> onSystem(String name) {
        return FOLDERS.stream()
                .map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Returns the command that runs another one in it, with nothing of the file system but what is named, read-only, at the
     * same paths; what is written to /tmp is gone afterwards.
     */
    static List<String> around(
            Path program, SystemFiles system, List<Path> readable, Limits limits, List<String> inner) {
        List<String> command = new ArrayList<>(List.of(
                program.toString(), "--unshare-all", "--die-with-parent", "--new-session", "--hostname", "bpflab"));
        command.addAll(List.of("--proc", "/proc", "--dev", "/dev"));
        command.addAll(List.of("--perms", "0700", "--size", Long.toString(limits.fileBytes()), "--tmpfs", "/tmp"));
        // Behind that, for some of it may lie below /tmp.
        system.paths().forEach(path -> show(path, command));
        readable.forEach(path -> command.addAll(List.of("--ro-bind", real(path).toString(), path.toString())));
        // Both are in memory, and belong to the user inside.
        command.addAll(List.of("--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/tmp"));
        command.addAll(List.of("--seccomp", Integer.toString(Confinement.FILTER_DESCRIPTOR), "--"));
        command.addAll(inner);
        return command;
    }

    private static void show(Path path, List<String> command) {
        try {
            command.addAll(
                    Files.isSymbolicLink(path)
                            ? List.of("--symlink", Files.readSymbolicLink(path).toString(), path.toString())
                            : List.of("--ro-bind", path.toString(), path.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
