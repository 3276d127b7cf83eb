package dev.bpflab.repl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The file of a history: a line for each entry, in which {@code \n} is a line end and {@code \\} a backslash. Only its owner
 * can read it. Every access locks it, so that prompts that use it at the same time lose nothing of each other. What cannot
 * be read or written is no reason not to work.
 */
final class HistoryFile {
    private static final int KEPT = 2_000;
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");
    private static final Set<OpenOption> OPTIONS =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);

    private final Path file;

    HistoryFile(Path file) {
        this.file = file;
    }

    /** Returns the entries, each once, and shortens the file when it is much longer than that. */
    List<String> read() {
        List<String> entries = new ArrayList<>();
        try (FileChannel channel = open();
                FileLock lock = channel.lock()) {
            ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // A read may give less than there is.
            }
            List<String> written = UTF_8.decode(bytes.flip()).toString().lines().toList();
            entries.addAll(latest(written));
            if (lock.isValid() && written.size() > 2 * KEPT) {
                channel.truncate(0);
                write(channel, String.join("\n", entries) + "\n");
            }
        } catch (IOException | ArithmeticException | UnsupportedOperationException unreadable) {
            return entries.stream().map(HistoryFile::unescaped).toList();
        }
        return entries.stream().map(HistoryFile::unescaped).toList();
    }

    /** Returns the last entries, each where it stands last. */
    private static List<String> latest(List<String> written) {
        Set<String> newestFirst = new LinkedHashSet<>();
        for (int i = written.size() - 1; i >= 0 && newestFirst.size() < KEPT; i--) {
            newestFirst.add(written.get(i));
        }
        List<String> entries = new ArrayList<>(newestFirst);
        java.util.Collections.reverse(entries);
        return entries;
    }

    /** Adds an entry. */
    void append(String entry) {
        try (FileChannel channel = open();
                FileLock lock = channel.lock()) {
            channel.position(lock.isValid() ? channel.size() : 0);
            write(channel, escaped(entry) + "\n");
        } catch (IOException | UnsupportedOperationException unwritable) {
            return;
        }
    }

    private FileChannel open() throws IOException {
        if (!Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix")) {
            return FileChannel.open(file, OPTIONS);
        }
        FileAttribute<?> owner = PosixFilePermissions.asFileAttribute(OWNER);
        FileChannel channel = FileChannel.open(file, OPTIONS, owner);
        if (!Files.getPosixFilePermissions(file).equals(OWNER)) {
            Files.setPosixFilePermissions(file, OWNER);
        }
        return channel;
    }

    private static void write(FileChannel channel, String text) throws IOException {
        ByteBuffer bytes = UTF_8.encode(text);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static String escaped(String entry) {
        return entry.replace("\\", "\\\\").replace("\r", "").replace("\n", "\\n");
    }

    private static String unescaped(String line) {
        StringBuilder entry = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && i + 1 < line.length()) {
                i++;
                c = line.charAt(i) == 'n' ? '\n' : line.charAt(i);
            }
            entry.append(c);
        }
        return entry.toString();
    }
}
