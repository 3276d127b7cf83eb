package dev.bpflab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.chapter.PageCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What labs/README.md tells authors to write is what the reader of labs takes. */
class ReadmeExamplesTest {
    private static final Pattern EXAMPLE =
            Pattern.compile("^```asciidoc\n(\\[\\.check,.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void everyExampleOfACheckIsReadAndEveryKindHasOne() throws IOException {
        String readme = Files.readString(Path.of("labs/README.md"));
        List<String> examples =
                EXAMPLE.matcher(readme).results().map(found -> found.group(1)).toList();
        Path lab = Files.createDirectories(folder.resolve("9.3-readme"));
        Files.writeString(lab.resolve("solution.jsh"), "");
        Files.writeString(lab.resolve("lab.adoc"), """
                = Lab 9.3: The examples of the README
                :page-version: 1

                [.step#all]
                == 1 All of them

                %s

                [.solution]
                [source,java]
                ----
                int x = 1;
                ----
                """.formatted(String.join("\n", examples)));

        try (PageCache cache = new PageCache(folder.resolve("cache"))) {
            Step step = LabCatalog.fromFolder(lab, cache).steps().get(0);
            long written = String.join("", examples)
                    .lines()
                    .filter(line -> line.startsWith("[.check"))
                    .count();
            assertThat(step.checks()).hasSize((int) written);
        }
        assertThat(Stream.of(CheckKind.values()).map(CheckKind::attribute))
                .allSatisfy(kind -> assertThat(readme).matches("(?s).*(`|,)" + kind + "=.*"));
        assertThat(Stream.of(EventKind.values()).map(EventKind::attribute))
                .allSatisfy(kind -> assertThat(readme).contains("| `" + kind + "`"));
    }
}
