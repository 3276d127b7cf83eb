package dev.bpflab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the authors' guide, typed one after the other as its reader does. */
@Tag("jdk")
class AuthorsChapterTest {
    private static final Pattern CONSOLE =
            Pattern.compile("^\\[source,console]\n----\n(.*?)^----$", Pattern.MULTILINE | Pattern.DOTALL);

    @TempDir
    private Path home;

    @Test
    void everyCommandOfTheGuideWorks() throws Exception {
        String chapter = Files.readString(Path.of("chapters/authors.adoc"));
        List<String> commands = CONSOLE.matcher(chapter)
                .results()
                .flatMap(block -> block.group(1).lines())
                .toList();

        assertThat(commands).hasSizeGreaterThan(4).allSatisfy(this::works);
    }

    /** In a folder of its own, on the simulated kernel, and once where the reader would leave it running. */
    private void works(String command) {
        String line = command.replaceFirst("^bpflab ", "")
                        .replaceAll("(?<!labs/)\\b9\\.1-", "labs/9.1-")
                        .replace("labs/9.1-", home.resolve("labs") + "/9.1-")
                + (command.contains(" preview ") ? " --once" : "")
                + (command.contains("--host") || command.contains(" new ") ? "" : " --host sim");
        Cli.Ended ended = new Cli(home).run(line.split(" "));
        assertThat(ended.status())
                .as("%s%n%s%s", line, ended.out(), ended.err())
                .isEqualTo(ExitStatus.OK);
    }
}
