package dev.bpflab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FolderWatchTest {
    private static final Duration QUIET = Duration.ofMillis(20);

    @TempDir
    private Path folder;

    @Test
    void aChangedFileIsAChange() throws Exception {
        Path file = Files.writeString(folder.resolve("lab.adoc"), "one");
        try (FolderWatch watch = new FolderWatch(folder, QUIET)) {
            Files.writeString(file, "two");
            watch.awaitChange();
        }
        assertThat(file).hasContent("two");
    }

    @Test
    void aFileThatAnEditorPutsInPlaceOfTheOldIsAChange() throws Exception {
        Path file = Files.writeString(folder.resolve("lab.adoc"), "one");
        try (FolderWatch watch = new FolderWatch(folder, QUIET)) {
            Path written = Files.writeString(folder.resolve(".lab.adoc.new"), "two");
            Files.move(written, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            watch.awaitChange();
        }
        assertThat(file).hasContent("two");
    }

    @Test
    void aFolderThatIsMadeLaterIsWatchedToo() throws Exception {
        try (FolderWatch watch = new FolderWatch(folder, QUIET)) {
            Path events = Files.createDirectory(folder.resolve("events"));
            watch.awaitChange();
            Path recording = Files.writeString(events.resolve("exec.jsonl"), "{}");
            watch.awaitChange();
            assertThat(recording).exists();
        }
    }

    @Test
    void aFolderThatIsGoneIsSaidSo() throws Exception {
        Path lab = Files.createDirectory(folder.resolve("9.1-x"));
        try (FolderWatch watch = new FolderWatch(lab, QUIET)) {
            Files.delete(lab);
            assertThatThrownBy(watch::awaitChange).isInstanceOf(NoSuchFileException.class);
        }
    }

    @Test
    void closingItEndsTheWait() throws Exception {
        FolderWatch watch = new FolderWatch(folder, QUIET);
        watch.close();
        assertThatThrownBy(watch::awaitChange).isInstanceOf(InterruptedException.class);
    }
}
