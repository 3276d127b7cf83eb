package dev.bpflab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README promises a newcomer. */
class ReadmeTest {
    @TempDir
    Path temp;

    @Test
    void itsJavaRunsOnTheWorkbench() throws IOException {
        List<String> blocks = found("(?s)```java\n(.*?)```");
        assertThat(blocks).isNotEmpty();
        for (String block : blocks) {
            Cli.Ended ended = new Cli(temp).runWithInput(block.getBytes(StandardCharsets.UTF_8), "--host", "sim");
            assertThat(ended.status()).as(ended.out() + ended.err()).isZero();
        }
    }

    @Test
    void itsCommandsExist() throws IOException {
        List<String> commands = found("(?m)^bpflab ((?:prog )?[a-z]+)");
        assertThat(commands).contains("lab", "prog run", "doctor");
        for (String command : commands) {
            Cli.Ended ended = new Cli(temp).run((command + " --help").split(" "));
            assertThat(ended.status()).as(command).isZero();
            assertThat(ended.out()).startsWith("Usage: bpflab " + command);
        }
    }

    private static List<String> found(String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(Path.of("README.md")))
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }
}
