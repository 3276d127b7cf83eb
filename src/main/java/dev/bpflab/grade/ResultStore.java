package dev.bpflab.grade;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder where results are kept as they come, each in a file of its own that is there whole or not at all: who is
 * interrupted goes on where he was. It holds what hidden checks found, so it is its owner's alone. Several runs may share it.
 */
public final class ResultStore {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final String RUN = "run-";
    private static final String END = ".json";

    private final Path folder;

    private ResultStore(Path folder) {
        this.folder = folder;
    }

    /** Opens a store, which is made when it is not there. */
    public static ResultStore at(Path folder) throws IOException {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] ours = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
        Files.createDirectories(folder, ours);
        return new ResultStore(folder);
    }

    /** Opens a store that must be there. */
    public static ResultStore existing(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException(folder.toString());
        }
        return new ResultStore(folder);
    }

    /** Returns the result of a key; what cannot be read, because it is of another version, is as good as not there. */
    Optional<Graded> read(String key) {
        try {
            return Optional.of(JSON.readValue(Files.readString(folder.resolve(key + END)), Graded.class));
        } catch (IOException missing) {
            return Optional.empty();
        }
    }

    void write(Graded graded) throws IOException {
        write(graded.key() + END, JSON.writeValueAsString(graded));
    }

    void write(Run run) throws IOException {
        write(RUN + run.shard().index() + "-of-" + run.shard().count() + END, JSON.writeValueAsString(run));
    }

    /** Returns the runs whose results are here. */
    List<Run> runs() throws IOException {
        List<Run> runs = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                if (String.valueOf(file.getFileName()).startsWith(RUN)) {
                    runs.add(JSON.readValue(Files.readString(file), Run.class));
                }
            }
        } catch (JsonProcessingException broken) {
            throw new IOException("a file that begins with '" + RUN + "' is none of ours", broken);
        }
        return runs;
    }

    /**
     * Returns the number that all seeds of this store follow from, the same in every run; of several runs that begin at once
     * the first one's.
     */
    public long secret(long chosen) throws IOException {
        Path file = folder.resolve("seed");
        Path own = Files.createTempFile(folder, ".", ".new");
        try {
            Files.writeString(own, Long.toString(chosen));
            // Unlike a move, a link is never made where something is already.
            Files.createLink(file, own);
            return chosen;
        } catch (FileAlreadyExistsException earlier) {
            String kept = Files.readString(file, StandardCharsets.US_ASCII).strip();
            return kept.matches("\\d{1,18}") ? Long.parseLong(kept) : chosen;
        } finally {
            Files.deleteIfExists(own);
        }
    }

    private void write(String name, String text) throws IOException {
        Path written = Files.createTempFile(folder, ".", ".new");
        try {
            Files.writeString(written, text);
            Files.move(
                    written, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(written);
        }
    }
}
