package dev.bpflab.grade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The files of the system that a JVM needs: programs, libraries, the JDK that we run on, and where that one's links lead to. */
record SystemFiles(Set<Path> paths) {
    private static final List<String> SYSTEM = List.of("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32");
    private static final List<String> SETTINGS =
            List.of("/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/alternatives", "/etc/localtime");

    /** Looks for them once; the JDK's links take a walk through its folder. */
    static SystemFiles find() {
        Set<Path> paths = new LinkedHashSet<>();
        Stream.concat(SYSTEM.stream(), SETTINGS.stream())
                .map(Path::of)
                .filter(path -> Files.exists(path))
                .forEach(paths::add);
        add(paths, Path.of(System.getProperty("java.home")).toAbsolutePath());
        return new SystemFiles(paths);
    }

    /** Adds a folder and what its links lead to outside: Debian keeps a JDK's settings below /etc. */
    private static void add(Set<Path> paths, Path folder) {
        addUnlessWithin(paths, folder);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path link : (Iterable<Path>) files.filter(Files::isSymbolicLink)::iterator) {
                if (Files.exists(link)) {
                    addUnlessWithin(paths, link.toRealPath());
                }
            }
        } catch (IOException unreadable) {
            // What cannot be read here cannot be read there either, and is missed when it is needed.
            return;
        }
    }

    private static void addUnlessWithin(Set<Path> paths, Path path) {
        if (paths.stream().noneMatch(path::startsWith)) {
            paths.add(path);
        }
    }
}
