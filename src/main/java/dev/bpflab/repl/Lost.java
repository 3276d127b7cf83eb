package dev.bpflab.repl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The {@link Journal} of a workbench that crashed or was killed. It is held by a lock until it is closed, so that of two
 * workbenches that start only one finds it.
 */
public final class Lost implements AutoCloseable {
    /** What was declined is named so, and not found again. */
    private static final String ASIDE = "kept-";

    private static final int MOST_ASIDE = 20;
    private static final int MOST_BYTES = 8 << 20;

    private final Path path;
    private final FileChannel channel;
    private final Instant ended;
    private final List<String> entries;

    private Lost(Path path, FileChannel channel, Instant ended, List<String> entries) {
        this.path = path;
        this.channel = channel;
        this.ended = ended;
        this.entries = entries;
    }

    /** Returns those of a folder, the last first; what holds nothing is removed, and what cannot be read is no reason to stop. */
    public static List<Lost> find(Path folder) {
        List<Lost> found = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return found;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, Journal.PREFIX + "*" + Journal.SUFFIX)) {
            for (Path file : files) {
                claim(file).ifPresent(found::add);
            }
        } catch (IOException unreadable) {
            return found;
        }
        found.sort(Comparator.comparing(Lost::ended).reversed());
        return found;
    }

    private static Optional<Lost> claim(Path file) {
        FileChannel channel = null;
        boolean keep = false;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                return Optional.empty();
            }
            String text = read(channel);
            Lost lost = new Lost(file, channel, Files.getLastModifiedTime(file).toInstant(), entries(text));
            if (lost.entries.isEmpty()) {
                lost.putAway(text);
                return Optional.empty();
            }
            keep = true;
            return Optional.of(lost);
        } catch (IOException | OverlappingFileLockException notOurs) {
            return Optional.empty();
        } finally {
            if (channel != null && !keep) {
                closed(channel);
            }
        }
    }

    /** Nothing in it can be brought back; what somebody may recognize stays nevertheless. */
    private void putAway(String text) throws IOException {
        if (text.lines().allMatch(line -> line.startsWith(Journal.HEAD) || line.isBlank())) {
            discard();
        } else {
            setAside();
        }
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(channel.size(), MOST_BYTES));
        int count = 0;
        while (bytes.hasRemaining() && count >= 0) {
            // A read may give less than there is.
            count = channel.read(bytes);
        }
        return UTF_8.decode(bytes.flip()).toString();
    }

    /** Returns the whole entries; what comes after the last of their ends was being written. */
    static List<String> entries(String text) {
        List<String> entries = new ArrayList<>();
        StringBuilder entry = new StringBuilder();
        for (String line : text.lines().toList()) {
            if (line.equals(Journal.END)) {
                entries.add(entry.toString().strip());
                entry.setLength(0);
            } else if (!line.startsWith(Journal.HEAD)) {
                entry.append(line).append('\n');
            }
        }
        // What a disk gives for what it never got.
        entries.removeIf(got -> got.isEmpty() || got.indexOf('\0') >= 0 || got.indexOf('\ufffd') >= 0);
        return entries;
    }

    /** Returns the file. */
    public Path path() {
        return path;
    }

    /** Returns when the last entry was written. */
    public Instant ended() {
        return ended;
    }

    /** Returns snippets and commands, oldest first. */
    public List<String> entries() {
        return entries;
    }

    /** Returns the number of snippets. */
    public long snippets() {
        return entries.stream().filter(entry -> !Commands.isCommand(entry)).count();
    }

    /** Returns the id of the lab that was open last. */
    public Optional<String> lab() {
        return entries.stream()
                .filter(entry -> entry.startsWith("/lab "))
                .reduce((first, last) -> last)
                .map(entry -> entry.substring("/lab ".length()).strip().replaceFirst("\\s.*", ""));
    }

    /** Removes the file, whose content is in another one by now. */
    void discard() throws IOException {
        Files.deleteIfExists(path);
    }

    /** Keeps the file under a name with which it is not found again; the oldest of those go. Returns where it is. */
    Path setAside() throws IOException {
        Path aside = path.resolveSibling(ASIDE + path.getFileName());
        Files.move(path, aside);
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(aside.toAbsolutePath().getParent(), ASIDE + "*" + Journal.SUFFIX)) {
            List<Path> kept = new ArrayList<>();
            files.forEach(kept::add);
            kept.sort(Comparator.reverseOrder());
            for (Path old : kept.subList(Math.min(MOST_ASIDE, kept.size()), kept.size())) {
                Files.deleteIfExists(old);
            }
        }
        return aside;
    }

    /** Lets it go; unless it was discarded or set aside, the next start finds it. */
    @Override
    public void close() {
        closed(channel);
    }

    private static void closed(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException gone) {
            return;
        }
    }
}
