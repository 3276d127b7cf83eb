package dev.bpflab.cli;

import dev.bpflab.kernel.PinLog;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The temporary folder of one run, by which the next one finds what it left when it was killed: its name has the process
 * id, a lock says whether the process lives, a file lists what it has pinned, and libraries are unpacked into it. Where it
 * cannot be made the run works all the same.
 */
final class RunFolder implements PinLog, AutoCloseable {
    static final String PREFIX = "bpflab-run-";
    static final String LOCK = "lock";
    static final String PINS = "pins";

    private static final RunFolder OF_PROCESS = new RunFolder(
            Path.of(System.getProperty("java.io.tmpdir", "/tmp")),
            ProcessHandle.current().pid());

    private final Path parent;
    private final long pid;
    private boolean hooked;
    private @Nullable Path folder;
    private @Nullable FileChannel lock;

    RunFolder(Path parent, long pid) {
        this.parent = parent;
        this.pid = pid;
    }

    /** Returns the folder of this process; it is made when it is first opened. */
    static RunFolder ofProcess() {
        return OF_PROCESS;
    }

    /** Makes the folder if it is not there. */
    synchronized RunFolder open() {
        if (folder != null) {
            return this;
        }
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] ours = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
        try {
            // Never a folder that is there: it could be another's, put there to be written into.
            Path made = Files.createDirectory(
                    parent.resolve(PREFIX + pid + "-" + Long.toHexString(System.nanoTime())), ours);
            FileChannel channel =
                    FileChannel.open(made.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            FileLock held = channel.tryLock();
            folder = held == null ? null : made;
            lock = channel;
        } catch (IOException unwritable) {
            return this;
        }
        if (!hooked) {
            Runtime.getRuntime().addShutdownHook(new Thread(this::close, "run folder"));
            hooked = true;
        }
        return this;
    }

    /** Returns the folder; empty when it could not be made or was not opened. */
    synchronized Optional<Path> path() {
        return Optional.ofNullable(folder);
    }

    @Override
    public void pinned(String path) {
        log("+", path);
    }

    @Override
    public void unpinned(String path) {
        log("-", path);
    }

    private synchronized void log(String what, String path) {
        if (folder == null || path.indexOf('\n') >= 0) {
            return;
        }
        try {
            Files.writeString(
                    folder.resolve(PINS),
                    what + Path.of(path).toAbsolutePath().normalize() + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException full) {
            // The pin is there; only the next start will not know of it.
            return;
        }
    }

    /** Removes the folder: a run that ends in order leaves nothing to be found. */
    @Override
    public synchronized void close() {
        try {
            if (lock != null) {
                lock.close();
            }
        } catch (IOException closed) {
            // It is free as soon as the process ends.
        }
        if (folder != null) {
            delete(folder);
        }
        folder = null;
        lock = null;
    }

    /** Removes a folder with what is in it; returns whether it is gone. */
    static boolean delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | java.io.UncheckedIOException kept) {
            return !Files.exists(folder);
        }
        return true;
    }
}
