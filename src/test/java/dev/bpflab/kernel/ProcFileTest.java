package dev.bpflab.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ProcFileTest {
    @TempDir
    Path folder;

    @Test
    void aNumberOfTheKernelIsReadInOnePiece() throws IOException {
        Path largest = Path.of("/proc/sys/kernel/pid_max");
        Assumptions.assumeTrue(Files.isReadable(largest), "there is no " + largest);
        // No Linux lets it be as small as a number of one digit.
        assertThat(Long.parseLong(ProcFile.text(largest))).isGreaterThan(300);
    }

    @Test
    void aFileOfManyPiecesIsReadToItsEnd() throws IOException {
        byte[] bytes = new byte[200_000];
        bytes[199_999] = 7;
        Path file = Files.write(folder.resolve("file"), bytes);
        assertThat(ProcFile.bytes(file)).isEqualTo(bytes);
    }

    /** As those of securityfs. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aFileThatDoesNotTellAPositionIsReadToItsEnd() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Process writer = new ProcessBuilder("sh", "-c", "printf '[none] integrity' > '" + pipe + "'").start();
        assertThat(ProcFile.text(pipe)).isEqualTo("[none] integrity");
        assertThat(writer.waitFor()).isZero();
    }
}
