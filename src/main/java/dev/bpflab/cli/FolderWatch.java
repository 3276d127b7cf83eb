package dev.bpflab.cli;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Waits until something changes in a folder or in one inside it. */
final class FolderWatch implements AutoCloseable {
    /** What editors write beside a file while it is open: hidden files, copies, and the 4913 by which vi tries a folder. */
    private static final Pattern EDITORS_OWN = Pattern.compile("\\..*|.*~|.*\\.sw[a-z]|#.*#|4913");

    private final Path folder;
    private final Duration quiet;
    private final WatchService service;

    /**
     * Begins to watch.
     *
     * @param quiet for how long nothing must change before a change is over, since saving one file is several events
     */
    FolderWatch(Path folder, Duration quiet) throws IOException {
        this.folder = folder;
        this.quiet = quiet;
        this.service = folder.getFileSystem().newWatchService();
        register();
    }

    /** Also watches folders that were made since. */
    private void register() throws IOException {
        List<Path> folders;
        try (Stream<Path> inside = Files.list(folder)) {
            folders = Stream.concat(Stream.of(folder), inside.filter(Files::isDirectory))
                    .toList();
        }
        for (Path each : folders) {
            each.register(
                    service,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_DELETE);
        }
    }

    /**
     * Waits until something has changed and nothing changes any more.
     *
     * @throws NoSuchFileException when the folder is gone
     * @throws InterruptedException when the calling thread is interrupted, or this is closed
     */
    void awaitChange() throws IOException, InterruptedException {
        try {
            boolean changed = false;
            WatchKey key = service.take();
            while (key != null || !changed) {
                changed |= key != null && matters(key);
                key = changed ? service.poll(quiet.toMillis(), TimeUnit.MILLISECONDS) : service.take();
            }
            register();
        } catch (ClosedWatchServiceException closed) {
            InterruptedException stopped = new InterruptedException("no longer watched");
            stopped.initCause(closed);
            throw stopped;
        }
    }

    private boolean matters(WatchKey key) throws NoSuchFileException {
        boolean matters = false;
        for (WatchEvent<?> event : key.pollEvents()) {
            matters |= event.kind() == StandardWatchEventKinds.OVERFLOW || !isEditorsOwn(event.context());
        }
        if (!key.reset() && !Files.isDirectory(folder)) {
            throw new NoSuchFileException(folder.toString());
        }
        return matters;
    }

    private static boolean isEditorsOwn(@Nullable Object file) {
        return file instanceof Path path && EDITORS_OWN.matcher(path.toString()).matches();
    }

    @Override
    public void close() throws IOException {
        service.close();
    }
}
