package dev.bpflab.grade.agent;

import dev.bpflab.agent.AgentMain;
import java.io.IOException;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * What an agent has to run with, in a folder of its own that everybody may read: the rooms that snippets use and the
 * libraries of these. No lab, no check, no simulator and nothing that reaches the kernel is among them.
 */
final class AgentFiles implements AutoCloseable {
    private static final String OURS = "dev/bpflab/";
    private static final List<String> ROOMS = List.of("agent", "asm", "bpf", "isa", "look", "pattern", "view");

    /** A class of each library that these rooms use, and of those that the library uses. */
    private static final List<String> LIBRARIES = List.of(
            "org/apache/commons/text/similarity/LevenshteinDistance.class",
            "org/apache/commons/lang3/StringUtils.class",
            "com/fasterxml/jackson/core/JsonFactory.class",
            "com/fasterxml/jackson/annotation/JsonProperty.class",
            "com/fasterxml/jackson/databind/ObjectMapper.class",
            "com/fasterxml/jackson/dataformat/csv/CsvMapper.class",
            "one/convert/FlameGraph.class");

    private final OwnFolder own;
    private final Path folder;
    private final List<Path> classPath = new ArrayList<>();

    /** Puts the files into a new folder among the temporary files. */
    AgentFiles() throws IOException {
        own = OwnFolder.make("bpflab-agent");
        folder = own.path();
        try {
            Path ours = folder.resolve("agent.jar");
            writeJar(ours);
            classPath.add(ours);
            for (String library : LIBRARIES) {
                Path copy = folder.resolve("library" + classPath.size() + ".jar");
                Files.copy(jarOf(library), copy);
                classPath.add(copy);
            }
            readable(folder, "rwxr-xr-x");
            for (Path file : classPath) {
                readable(file, "rw-r--r--");
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private static void readable(Path file, String permissions) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    /** Returns the folder, which is not written to once it is there. */
    Path folder() {
        return folder;
    }

    /** Returns what snippets are compiled against: the vocabulary, without the libraries that it uses itself. */
    List<Path> vocabulary() {
        return List.of(classPath.get(0));
    }

    /** Returns the class path. */
    List<Path> classPath() {
        return List.copyOf(classPath);
    }

    /** Writes our rooms, from a folder of classes or from a jar, whichever we run from. */
    private static void writeJar(Path jar) throws IOException {
        Path ours = codeOf();
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            if (Files.isDirectory(ours)) {
                writeRooms(ours, zip);
            } else {
                try (FileSystem inside = FileSystems.newFileSystem(ours)) {
                    writeRooms(inside.getPath("/"), zip);
                }
            }
        }
    }

    private static Path codeOf() {
        try {
            URI location = AgentMain.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
            return Path.of(location);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("our own classes lie nowhere", e);
        }
    }

    private static void writeRooms(Path root, ZipOutputStream zip) throws IOException {
        for (String room : ROOMS) {
            Path from = root.resolve(OURS + room);
            try (Stream<Path> files = Files.walk(from)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    zip.putNextEntry(
                            new ZipEntry(root.relativize(file).toString().replace('\\', '/')));
                    Files.copy(file, (OutputStream) zip);
                    zip.closeEntry();
                }
            }
        }
    }

    private static Path jarOf(String classFile) throws IOException {
        URL found = AgentFiles.class.getClassLoader().getResource(classFile);
        if (found != null && found.openConnection() instanceof JarURLConnection inJar) {
            try {
                return Path.of(inJar.getJarFileURL().toURI());
            } catch (URISyntaxException e) {
                throw new IOException(e);
            }
        }
        throw new IOException("no jar on the class path has " + classFile);
    }

    @Override
    public void close() {
        own.close();
    }
}
