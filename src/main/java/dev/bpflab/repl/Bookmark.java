package dev.bpflab.repl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a reader was when he left, for the next time. What cannot be kept or read is no reason not to read. */
public final class Bookmark {
    private static final int LONGEST = 200;

    private final @Nullable Path file;

    private Bookmark(@Nullable Path file) {
        this.file = file;
    }

    /** Returns a bookmark in a file, whose folder is made when it is first needed. */
    public static Bookmark in(Path file) {
        return new Bookmark(file);
    }

    /** Returns one that keeps nothing. */
    static Bookmark none() {
        return new Bookmark(null);
    }

    /** Returns the id of the place that was kept. */
    Optional<String> kept() {
        try {
            String id = file == null || Files.size(file) > LONGEST
                    ? ""
                    : Files.readString(file, UTF_8).strip();
            return Optional.of(id).filter(written -> !written.isEmpty());
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    void keep(String id) {
        if (file == null) {
            return;
        }
        try {
            Path folder = Files.createDirectories(file.resolveSibling(".").normalize());
            Path written = Files.createTempFile(folder, "bookmark", ".new");
            Files.writeString(written, id + "\n", UTF_8);
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException notKept) {
            return;
        }
    }
}
