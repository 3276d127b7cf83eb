package dev.bpflab.chapter.site;

import dev.bpflab.chapter.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

/**
 * The folder that a site is written to. It is written beside its place and takes it when it is whole, so that a run that is
 * broken off leaves what was there; and it takes no folder's place that is not a site of ours or empty.
 */
public final class SiteFolder implements AutoCloseable {
    /** The file by which we know a folder of ours. */
    static final String MARK = ".bpflab-site";

    private final Path place;
    private final Path written;

    private SiteFolder(Path place, Path written) {
        this.place = place;
        this.written = written;
    }

    /**
     * Begins a site that is to lie in a folder.
     *
     * @throws SiteException when something else lies there
     */
    public static SiteFolder at(Path folder) throws IOException {
        // What a link points to is somebody's choice: the site goes there, and the link stays.
        Path place = Files.exists(folder)
                ? folder.toRealPath()
                : folder.toAbsolutePath().normalize();
        if (Files.exists(place, LinkOption.NOFOLLOW_LINKS) && !isOurs(place)) {
            throw new SiteException(
                    "it is not empty and no site of ours", "name a new folder, or empty that one yourself");
        }
        Path parent = place.resolveSibling(".").normalize();
        Files.createDirectories(parent);
        Path written = Files.createTempDirectory(parent, ".bpflab-site-");
        Files.writeString(written.resolve(MARK), "bpflab site wrote this folder and may overwrite it.\n");
        return new SiteFolder(place, written);
    }

    private static boolean isOurs(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return Files.isRegularFile(folder.resolve(MARK)) || files.findAny().isEmpty();
        }
    }

    /** Writes a file of the site. */
    public void write(String name, byte[] content) throws IOException {
        Path file = written.resolve(name).normalize();
        if (!file.startsWith(written)) {
            throw new IOException(name + " would lie outside the site");
        }
        Files.createDirectories(file.resolveSibling(".").normalize());
        Files.write(file, content);
    }

    /** Puts what was written into its place; what was there is removed after that. */
    public void finish() throws IOException {
        try (Stream<Path> files = Files.walk(written)) {
            for (Path file : files.toList()) {
                readable(file);
            }
        }
        Path old = written.resolveSibling(written.getFileName() + ".old");
        boolean replaces = Files.exists(place);
        if (replaces) {
            Files.move(place, old);
        }
        try {
            Files.move(written, place);
        } catch (IOException failed) {
            if (replaces) {
                Files.move(old, place);
            }
            throw failed;
        }
        Folders.delete(old);
    }

    /** A temporary folder is its maker's alone; a site is there to be read, also by a web server. */
    private static void readable(Path file) throws IOException {
        try {
            Files.setPosixFilePermissions(
                    file, PosixFilePermissions.fromString(Files.isDirectory(file) ? "rwxr-xr-x" : "rw-r--r--"));
        } catch (UnsupportedOperationException noSuchThing) {
            return;
        }
    }

    /** Removes what was written if it did not come to its place. */
    @Override
    public void close() throws IOException {
        Folders.delete(written);
    }
}
