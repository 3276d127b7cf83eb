package dev.bpflab.cli.doctor;

import dev.bpflab.kernel.ProcFile;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * What the files, variables and properties of a machine say. Whatever cannot be read is absent, on whatever system.
 *
 * @param root what the paths of files are below: {@code /}
 * @param environment the environment variables
 * @param properties the properties of the virtual machine by name, of which {@code os.name}, {@code os.arch}, {@code os.version},
 *     {@code java.home} and {@code java.class.path} are looked at
 */
public record Machine(Path root, Map<String, String> environment, Map<String, String> properties) {
    private static final String[] PROPERTIES = {"os.name", "os.arch", "os.version", "java.home", "java.class.path"};

    /** Returns the one that we run on. */
    public static Machine ours(Map<String, String> environment) {
        Map<String, String> properties = new HashMap<>();
        for (String name : PROPERTIES) {
            properties.put(name, System.getProperty(name, ""));
        }
        return new Machine(Path.of(File.separator), environment, Map.copyOf(properties));
    }

    String property(String name) {
        return properties.getOrDefault(name, "");
    }

    boolean isLinux() {
        return property("os.name").equals("Linux");
    }

    /** Returns the kernel's release, such as {@code 6.12.9-amd64}. */
    String release() {
        return property("os.version");
    }

    Path path(String absolute) {
        return root.resolve(absolute.substring(1));
    }

    boolean has(String absolute) {
        return Files.exists(path(absolute));
    }

    /** Returns a file's text without the spaces around it. */
    Optional<String> read(String absolute) {
        return bytes(absolute).map(bytes -> new String(bytes, StandardCharsets.UTF_8).strip());
    }

    /** Returns the text of a file that was compressed by gzip. */
    Optional<String> unzipped(String absolute) {
        return bytes(absolute).flatMap(bytes -> {
            try (InputStream text = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
                return Optional.of(new String(text.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException broken) {
                return Optional.empty();
            }
        });
    }

    private Optional<byte[]> bytes(String absolute) {
        try {
            return Optional.of(ProcFile.bytes(path(absolute)));
        } catch (IOException | SecurityException absent) {
            return Optional.empty();
        }
    }

    /** Returns the value of a line {@code NAME: value}, such as those of {@code /proc/self/status}. */
    Optional<String> field(String absolute, String name) {
        return read(absolute).stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }

    /** Returns where a program is. */
    Optional<String> program(String name) {
        Stream<String> folders = Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1));
        // Administrators' programs are not on everybody's PATH.
        Stream<String> administrators = isLinux() ? Stream.of("/usr/sbin", "/sbin") : Stream.empty();
        return Stream.concat(folders, administrators)
                .filter(folder -> folder.startsWith("/") || !isLinux())
                .map(folder -> folder + File.separator + name)
                .filter(this::isProgram)
                .findFirst();
    }

    private boolean isProgram(String file) {
        try {
            return file.startsWith("/") ? Files.isExecutable(path(file)) : Files.isExecutable(Path.of(file));
        } catch (InvalidPathException noPath) {
            return false;
        }
    }

    /** Returns whether we are the administrator, as far as the system tells. */
    boolean isRoot() {
        return field("/proc/self/status", "Uid")
                .map(ids -> ids.split("\\s+", -1)[1])
                .filter("0"::equals)
                .isPresent();
    }
}
