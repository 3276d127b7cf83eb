package dev.bpflab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledRunsTest {
    /** More than the kernel gives. */
    private static final long NOBODY = 999_999_999L;

    @TempDir
    private Path temporary;

    private List<KilledRun> find() {
        return KilledRuns.find(temporary, UserFolders.of(Map.of("HOME", temporary.toString()), Path.of("/dev/null")));
    }

    private Path leave(String pins) throws Exception {
        Path folder = Files.createDirectory(temporary.resolve(RunFolder.PREFIX + NOBODY + "-1a"));
        Files.writeString(folder.resolve(RunFolder.LOCK), "");
        Files.writeString(folder.resolve(RunFolder.PINS), pins);
        return folder;
    }

    @Test
    void aRunThatLivesIsNotFoundAndOneThatEndsInOrderLeavesNothing() {
        try (RunFolder run = new RunFolder(temporary, ProcessHandle.current().pid())) {
            run.open();
            assertThat(run.path().orElseThrow()).isDirectory();
            assertThat(find()).isEmpty();
        }
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void whatAKilledRunPinnedAndDidNotUnpinIsFound() throws Exception {
        Path pin = Files.createFile(temporary.resolve("pin"));
        Path folder = leave("+" + pin + "\n+/nowhere/at/all\n+" + temporary + "\n-" + temporary + "\n");

        KilledRun run = find().get(0);

        assertThat(run.pid()).isEqualTo(NOBODY);
        assertThat(run.pins()).containsExactly(pin);
        assertThat(run.lines())
                .containsExactly(
                        pin + ", a pin that keeps what it names in the kernel", folder + ", a temporary folder");
    }

    @Test
    void pinsThatAreKeptAreNotAskedForAgain() throws Exception {
        Path pin = Files.createFile(temporary.resolve("pin"));
        leave("+" + pin + "\n");

        assertThat(find().get(0).remove(true)).isEmpty();

        assertThat(pin).exists();
        assertThat(find()).isEmpty();
    }

    @Test
    void whatWasUnpackedForItAndWhatWasNotFinishedGoesToo() throws Exception {
        leave("");
        Path unpacked = Files.createDirectory(temporary.resolve("jruby-" + NOBODY));
        Path progress = Files.createDirectories(temporary.resolve(".local/state/bpflab/progress"));
        Path half = Files.createFile(progress.resolve("lab-2.1-v1.json.123.tmp"));
        Path whole = Files.createFile(progress.resolve("lab-2.1-v1.json"));
        assertThat(find().get(0).files()).as("it may be being written").isEmpty();
        Files.setLastModifiedTime(half, FileTime.from(Instant.now().minusSeconds(3600)));

        KilledRun run = find().get(0);
        assertThat(run.files()).containsExactly(half);
        assertThat(run.remove(false)).isEmpty();

        assertThat(unpacked).doesNotExist();
        assertThat(half).doesNotExist();
        assertThat(whole).exists();
        assertThat(find()).isEmpty();
    }

    @Test
    void whatOnlyLooksLikeOursIsLeftAlone() throws Exception {
        Files.createDirectory(temporary.resolve(RunFolder.PREFIX + "notes"));
        Files.createDirectory(temporary.resolve("jruby-" + NOBODY));

        assertThat(find()).isEmpty();
    }
}
