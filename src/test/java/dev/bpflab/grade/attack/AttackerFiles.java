package dev.bpflab.grade.attack;

import com.sun.jna.Native;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What the {@link Attacker} runs from, in a folder that every user can read: its classes, and JNA with its native part unpacked. */
public final class AttackerFiles implements AutoCloseable {
    private static final String CLASS = Attacker.class.getName().replace('.', '/');
    private static final String GRADER = OrdinaryGrader.class.getName().replace('.', '/');

    private final Path folder;

    /** Copies them. */
    public AttackerFiles() throws IOException {
        folder = Files.createTempDirectory("attacker");
        for (String name : List.of(CLASS + ".class", CLASS + "$Attempt.class", GRADER + ".class")) {
            Path to = folder.resolve(name);
            Files.createDirectories(to.getParent());
            copy("/" + name, to);
        }
        try {
            Files.copy(
                    Path.of(Native.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI()),
                    folder.resolve("jna.jar"));
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
        String arch = System.getProperty("os.arch").equals("amd64") ? "x86-64" : "aarch64";
        copy("/com/sun/jna/linux-" + arch + "/libjnidispatch.so", folder.resolve("libjnidispatch.so"));
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    private static void copy(String resource, Path to) throws IOException {
        try (InputStream from = Attacker.class.getResourceAsStream(resource)) {
            Files.copy(from, to);
        }
    }

    /** Returns where they are. */
    public Path folder() {
        return folder;
    }

    /** Returns the command that makes attempts of one kind. */
    public List<String> command(String... attempt) {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Djna.boot.library.path=" + folder));
        command.addAll(nativeAccess());
        command.addAll(List.of("-cp", folder + ":" + folder.resolve("jna.jar"), Attacker.class.getName()));
        command.addAll(List.of(attempt));
        return command;
    }

    /** Returns what newer JDKs want to be told, so that they do not warn. */
    public static List<String> nativeAccess() {
        return Runtime.version().feature() >= 24 ? List.of("--enable-native-access=ALL-UNNAMED") : List.of();
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
