package dev.bpflab.grade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.grade.attack.AttackerFiles;
import dev.bpflab.grade.attack.OrdinaryGrader;
import dev.bpflab.kernel.UserProcesses;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is not root isolates too, where users may make namespaces: tried as somebody else, from a copy of our classes. */
@Tag("jdk")
class OrdinaryUserIT {
    private static final String NOBODY = "65534";

    @TempDir
    Path folder;

    private List<String> asNobody(AttackerFiles attacker, String... arguments)
            throws IOException, InterruptedException {
        Assumptions.assumeTrue(UserProcesses.isRoot(), "only root can become somebody else");
        Path setpriv = Bubblewrap.onSystem("setpriv").orElse(null);
        Assumptions.assumeTrue(setpriv != null, "there is no setpriv (util-linux)");
        Path classes = copyOfOurClasses();
        List<String> command = new ArrayList<>(List.of(
                String.valueOf(setpriv),
                "--reuid",
                NOBODY,
                "--regid",
                NOBODY,
                "--clear-groups",
                System.getProperty("java.home") + "/bin/java"));
        command.addAll(AttackerFiles.nativeAccess());
        command.addAll(List.of(
                "-Djna.boot.library.path=" + attacker.folder(),
                "-cp",
                classes + ":" + attacker.folder() + ":" + attacker.folder().resolve("jna.jar"),
                OrdinaryGrader.class.getName()));
        command.addAll(List.of(arguments));
        Process grader = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines = new String(grader.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(grader.waitFor()).as(String.join("\n", lines)).isZero();
        return lines;
    }

    private static void copyRooms(Path from, Path to) throws IOException {
        for (String room : List.of("bpf", "grade", "isa", "kernel")) {
            try (Stream<Path> files = Files.walk(from.resolve("dev/bpflab").resolve(room))) {
                for (Path file : files.toList()) {
                    Path copy = to.resolve(from.relativize(file).toString());
                    Files.createDirectories(copy.resolveSibling(""));
                    Files.copy(file, copy);
                }
            }
        }
    }

    private Path copyOfOurClasses() throws IOException {
        try {
            Path from = Path.of(Sandbox.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path to = folder.resolve("classes");
            if (Files.isDirectory(from)) {
                copyRooms(from, to);
            } else {
                Files.copy(from, to);
            }
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.toList()) {
                    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
                }
            }
            return to;
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    @Test
    void isolatesInBubblewrapAsTheSameUser() throws IOException, InterruptedException {
        Isolation.BUBBLEWRAP.sandbox();
        try (AttackerFiles attacker = new AttackerFiles()) {
            List<String> attempt = attacker.command(
                    "read",
                    "/etc/passwd",
                    folder.toString(),
                    "+",
                    "write",
                    "/usr/harm",
                    "/dev/shm/harm",
                    "+",
                    "connect",
                    "22",
                    "+",
                    "kill",
                    Long.toString(ProcessHandle.current().pid()));
            List<String> command = new ArrayList<>(List.of(attacker.folder().toString()));
            command.addAll(attempt);
            List<String> lines = asNobody(attacker, command.toArray(String[]::new));
            assertThat(lines).hasSize(9);
            assertThat(lines.get(0))
                    .startsWith("in bubblewrap, all submissions as the user who grades, without that user's files");
            assertThat(lines.subList(1, 7)).allMatch(line -> line.contains(" failed"));
            assertThat(lines.get(7)).isEqualTo("exited with status 0");
            // A process of ours in there may have 20 tasks, whatever else the user runs.
            assertThat(lines.get(8)).matches("started \\d{1,2}");
        }
        assertThat(UserProcesses.of(Integer.parseInt(NOBODY))).isEmpty();
    }
}
