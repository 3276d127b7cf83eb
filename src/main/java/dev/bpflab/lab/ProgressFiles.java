package dev.bpflab.lab;

import static dev.bpflab.lab.Messages.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keeps progress in a folder, one JSON file for each version of each lab. A file is replaced in one move, so that a crash
 * leaves the old one or the new one; one that cannot be read is set aside, never overwritten. What goes wrong is told,
 * and the learner can go on.
 */
public final class ProgressFiles implements ProgressStore {
    private static final String BACKUP = ".bak";

    /** In a class of its own because making it takes longer than all the rest of a prompt without a lab. */
    private static final class Mapper {
        private static final ObjectMapper JSON = JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }

    private final Path folder;
    private final Consumer<String> messages;

    /**
     * Creates a store in a folder, which is made when it is first needed.
     *
     * @param messages is told, in a sentence each, what could not be read or written
     */
    public ProgressFiles(Path folder, Consumer<String> messages) {
        this.folder = folder;
        this.messages = messages;
    }

    /** Returns the file of a lab's progress. */
    public Path file(Lab lab) {
        return folder.resolve(plain("lab-" + lab.id() + "-v" + lab.version()) + ".json");
    }

    @Override
    public LabProgress load(Lab lab) {
        Path file = file(lab);
        if (!Files.exists(file)) {
            return LabProgress.begin(lab);
        }
        try {
            LabProgress saved = Mapper.JSON.readValue(Files.readAllBytes(file), LabProgress.class);
            if (saved == null) {
                return setAside(lab, file, text("progressFiles.itIsEmpty"));
            }
            if (!saved.lab().equals(lab.id()) || !saved.version().equals(lab.version())) {
                return setAside(lab, file, text("progressFiles.itIsTheProgressOf", saved.lab(), saved.version()));
            }
            boolean known =
                    saved.current().isEmpty() || lab.step(saved.current()).isPresent();
            return known ? saved : setAside(lab, file, text("progressFiles.itIsAtStepWhich", saved.current()));
        } catch (JsonProcessingException e) {
            return setAside(lab, file, e.getOriginalMessage());
        } catch (IOException e) {
            messages.accept(text("progressFiles.readProgressYouBeginAnew", e, file));
            return LabProgress.begin(lab);
        }
    }

    /** Saves progress; what was saved before is replaced only when all of the new is on the disk. */
    @Override
    public void save(Lab lab, LabProgress progress) {
        Path file = file(lab);
        try {
            Files.createDirectories(folder);
            write(file, Mapper.JSON.writeValueAsBytes(progress));
        } catch (IOException e) {
            messages.accept(text("progressFiles.saveProgressYouCanGo", e, folder));
        }
    }

    /** Copies what is saved beside itself. */
    @Override
    public Optional<String> backUp(Lab lab) {
        Path file = file(lab);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Path copy = free(file, BACKUP);
            Files.copy(file, copy);
            return Optional.of(copy.toString());
        } catch (IOException e) {
            messages.accept(text("progressFiles.backUpProgress", e));
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> bringBack(Lab lab) {
        Path file = file(lab);
        Path last = null;
        for (int i = 1; Files.exists(numbered(file, BACKUP, i)); i++) {
            last = numbered(file, BACKUP, i);
        }
        if (last == null) {
            return Optional.empty();
        }
        try {
            Path aside = file.resolveSibling(file.getFileName() + ".swap");
            Files.deleteIfExists(aside);
            if (Files.exists(file)) {
                Files.copy(file, aside);
            }
            replace(last, file);
            if (Files.exists(aside)) {
                replace(aside, last);
            }
            return Optional.of(last.toString());
        } catch (IOException e) {
            messages.accept(text("progressFiles.bringBackProgress", e));
            return Optional.empty();
        }
    }

    @Override
    public Optional<Earlier> earlier(Lab lab) {
        Path own = file(lab);
        List<Path> others = new ArrayList<>();
        try (DirectoryStream<Path> found =
                Files.newDirectoryStream(folder, plain("lab-" + lab.id() + "-v") + "*.json")) {
            for (Path other : found) {
                if (!other.getFileName().equals(own.getFileName())) {
                    others.add(other);
                }
            }
        } catch (IOException none) {
            return Optional.empty();
        }
        others.sort(Comparator.comparing(ProgressFiles::changed).reversed());
        for (Path other : others) {
            try {
                LabProgress saved = Mapper.JSON.readValue(Files.readAllBytes(other), LabProgress.class);
                if (saved != null && saved.lab().equals(lab.id()) && !saved.isUntouched()) {
                    return Optional.of(new Earlier(saved, other.toString()));
                }
            } catch (IOException unreadable) {
                // It stays as it is; an older one may be good.
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<Instant> lastSaved(Lab lab) {
        Path file = file(lab);
        return Files.exists(file) ? Optional.of(changed(file)) : Optional.empty();
    }

    /** Returns the id of the lab that was worked at last, told by the names of files alone: a start must not wait for more. */
    public Optional<String> lastLab() {
        Path last = null;
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "lab-*-v*.json")) {
            for (Path file : found) {
                last = last == null || changed(file).isAfter(changed(last)) ? file : last;
            }
        } catch (IOException none) {
            return Optional.empty();
        }
        return Optional.ofNullable(last)
                .map(file -> String.valueOf(file.getFileName()).replaceFirst("^lab-(.*)-v[^-]*\\.json$", "$1"));
    }

    private static Instant changed(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException gone) {
            return Instant.EPOCH;
        }
    }

    private LabProgress setAside(Lab lab, Path file, String why) {
        try {
            Path aside = free(file, ".broken");
            Files.move(file, aside);
            messages.accept(text("progressFiles.yourSavedProgressInLab", lab.id(), why, aside));
        } catch (IOException e) {
            messages.accept(text("progressFiles.setBrokenProgressAside", e));
        }
        return LabProgress.begin(lab);
    }

    private static Path free(Path file, String suffix) {
        int i = 1;
        while (Files.exists(numbered(file, suffix, i))) {
            i++;
        }
        return numbered(file, suffix, i);
    }

    private static Path numbered(Path file, String suffix, int i) {
        return file.resolveSibling(file.getFileName() + suffix + (i == 1 ? "" : "-" + i));
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Path temporary = Files.createTempFile(file.toAbsolutePath().getParent(), file.getFileName() + ".", ".tmp");
        try {
            // No channel: a learner's Ctrl-C interrupts this thread, and would close it.
            try (FileOutputStream out = new FileOutputStream(temporary.toFile())) {
                out.write(bytes);
                out.getFD().sync();
            }
            replace(temporary, file);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void replace(Path temporary, Path file) throws IOException {
        try {
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String plain(String name) {
        return name.replaceAll("[^A-Za-z0-9._-]", "_");
    }
}
