package dev.bpflab.grade.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A folder among the temporary files, removed when it is closed, or by the next one when whoever made it was killed. */
final class OwnFolder implements AutoCloseable {
    private static final String LOCK = "lock";

    /** Closing one descriptor of a file gives up all locks that this process has on it: ours are not even looked at. */
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel lock;

    private OwnFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** Makes a folder whose name begins so. */
    static OwnFolder make(String prefix) throws IOException {
        // It gets its name when it is locked: before that, another would take it for left behind.
        Path made = Files.createTempDirectory("." + prefix);
        FileChannel lock =
                FileChannel.open(made.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        lock.lock();
        Path path = made.resolveSibling(made.getFileName().toString().substring(1));
        OURS.add(path);
        Files.move(made, path);
        removeLeft(path, prefix);
        return new OwnFolder(path, lock);
    }

    Path path() {
        return path;
    }

    /** Removes what others of this user left behind who are no more: nobody holds their lock. */
    private static void removeLeft(Path own, String prefix) throws IOException {
        UserPrincipal user = Files.getOwner(own);
        List<Path> others;
        try (Stream<Path> all = Files.list(own.getParent())) {
            others = all.filter(each -> each.getFileName().toString().startsWith(prefix))
                    .filter(each -> !OURS.contains(each) && isFolderOf(user, each))
                    .toList();
        }
        for (Path other : others) {
            try (FileChannel lock = FileChannel.open(other.resolve(LOCK), StandardOpenOption.WRITE)) {
                if (lock.tryLock() != null) {
                    remove(other);
                }
            } catch (IOException | OverlappingFileLockException inUse) {
                // Another's, or one that is in use or just being made.
            }
        }
    }

    /** Of anybody else's nothing is touched: while one looks at it, it could become a link to something else. */
    private static boolean isFolderOf(UserPrincipal user, Path path) {
        try {
            return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                    && Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).equals(user);
        } catch (IOException gone) {
            return false;
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Override
    public void close() {
        try (lock) {
            remove(path);
            OURS.remove(path);
        } catch (IOException e) {
            throw new UncheckedIOException("remove " + path, e);
        }
    }
}
