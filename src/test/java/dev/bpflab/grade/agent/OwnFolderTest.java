package dev.bpflab.grade.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class OwnFolderTest {
    private final String prefix = "bpflab-own-" + UUID.randomUUID();

    @Test
    void isRemovedWithWhatIsInIt() throws IOException {
        Path path;
        try (OwnFolder folder = OwnFolder.make(prefix)) {
            path = folder.path();
            Files.writeString(path.resolve("file"), "text");
        }
        assertThat(path).doesNotExist();
    }

    @Test
    void removesWhatOneThatWasKilledHasLeftAndNothingElse() throws IOException {
        try (OwnFolder inUse = OwnFolder.make(prefix)) {
            Path left = Files.createTempDirectory(prefix);
            Files.createFile(left.resolve("lock"));
            Files.writeString(left.resolve("file"), "text");
            Path foreign = Files.createTempDirectory(prefix);

            OwnFolder.make(prefix).close();

            assertThat(left).doesNotExist();
            assertThat(foreign).exists();
            assertThat(inUse.path()).exists();
            Files.delete(foreign);
        }
    }

    /** A process loses its locks on a file as soon as it closes any of its descriptors of it. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void anotherOfTheSameProcessLeavesItsLockAlone() throws IOException {
        try (OwnFolder inUse = OwnFolder.make(prefix)) {
            Object inode = Files.getAttribute(inUse.path().resolve("lock"), "unix:ino");

            OwnFolder.make(prefix).close();

            assertThat(Files.readString(Path.of("/proc/locks"))).contains(":" + inode + " ");
        }
    }
}
