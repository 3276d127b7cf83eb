package dev.bpflab.repl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What was typed at a prompt and went well, on disk as it goes: a script, so that people can read and open it. As long as
 * its workbench runs it is locked; one that nobody locks was left behind by a crash, and is found as {@link Lost}.
 *
 * <p>An entry is written by one call and ends with a line of its own, so that a half-written one is known. Every second at
 * the most it is forced to the disk: the end of a process loses nothing, that of the machine the last entries.
 */
public final class Journal implements AutoCloseable {
    static final String PREFIX = "session-";
    static final String SUFFIX = ".jsh";
    static final String HEAD = "// bpflab session, begun ";

    /** The line after each entry. */
    static final String END = "//.";

    /** What people type is some kilobytes; what is longer was not typed. */
    private static final long MOST_BYTES = 4L << 20;

    private static final long SYNC_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private final @Nullable Path folder;
    private final Consumer<IOException> problems;
    private @Nullable Path path;
    private @Nullable RandomAccessFile file;
    private @Nullable FileLock lock;
    private boolean broken;
    private long synced;

    private Journal(@Nullable Path folder, Consumer<IOException> problems) {
        this.folder = folder;
        this.problems = problems;
    }

    /** Returns one that keeps nothing, for scripts. */
    static Journal none() {
        return new Journal(null, problem -> {});
    }

    /**
     * Returns one that makes its file in a folder when there is something to keep.
     *
     * @param problems is told, once, why nothing is kept any more
     */
    public static Journal in(Path folder, Consumer<IOException> problems) {
        return new Journal(folder, problems);
    }

    /** Keeps a snippet or a command that went well. */
    void keep(String entry) {
        if (folder == null || broken) {
            return;
        }
        try {
            write(entry.replaceAll("(?m)^//\\.$", "//. ") + "\n" + END + "\n");
        } catch (IOException e) {
            broken = true;
            problems.accept(e);
        }
    }

    private void write(String text) throws IOException {
        RandomAccessFile to = file();
        byte[] bytes = text.getBytes(UTF_8);
        if (to.length() + bytes.length > MOST_BYTES) {
            throw new IOException(path + " has " + (MOST_BYTES >> 20) + " MiB already");
        }
        to.seek(to.length());
        to.write(bytes);
        if (synced == 0 || System.nanoTime() - synced > SYNC_NANOS) {
            to.getFD().sync();
            synced = System.nanoTime();
        }
    }

    /** Forgets everything, when the session does. */
    void clear() {
        RandomAccessFile to = file;
        if (to != null) {
            try {
                to.setLength(0);
                to.seek(0);
                to.write(head());
            } catch (IOException e) {
                broken = true;
                problems.accept(e);
            }
        }
    }

    private RandomAccessFile file() throws IOException {
        RandomAccessFile open = file;
        if (open == null) {
            Path within = folder(folder);
            Path made = within.resolve(PREFIX + STAMP.format(LocalDateTime.now(ZoneId.systemDefault())) + "-"
                    + ProcessHandle.current().pid() + SUFFIX);
            Files.deleteIfExists(made);
            Files.createFile(made, ownerOnly("rw-------"));
            sameOwner(made, within);
            open = new RandomAccessFile(made.toFile(), "rw");
            file = open;
            path = made;
            lock = open.getChannel().tryLock();
            open.write(head());
        }
        return open;
    }

    private static Path folder(@Nullable Path folder) throws IOException {
        if (folder == null) {
            throw new IOException(Messages.text("file.missing"));
        }
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder.toAbsolutePath().getParent());
            Files.createDirectory(folder, ownerOnly("rwx------"));
        }
        return folder;
    }

    /** Root's files in somebody's folder would be lost to them. */
    private static void sameOwner(Path made, Path folder) {
        try {
            Files.setOwner(made, Files.getOwner(folder));
        } catch (IOException | UnsupportedOperationException refused) {
            return;
        }
    }

    private static FileAttribute<?>[] ownerOnly(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static byte[] head() {
        return (HEAD + LocalDateTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS) + ", process "
                        + ProcessHandle.current().pid() + "\n")
                .getBytes(UTF_8);
    }

    /** Returns the file; null as long as there was nothing to keep. */
    @Nullable
    Path path() {
        return path;
    }

    /** Removes the file: its workbench was left as one leaves a workbench. */
    @Override
    public void close() {
        try (RandomAccessFile open = file;
                FileLock held = lock) {
            if (open != null && held != null && path != null) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            problems.accept(e);
        } finally {
            file = null;
            lock = null;
            broken = true;
        }
    }
}
