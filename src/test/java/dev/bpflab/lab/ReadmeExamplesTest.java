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

/** What labs/README.md and the authors' guide tell authors to write is what the reader of labs takes. */
class ReadmeExamplesTest {
    private static final Pattern EXAMPLE =
            Pattern.compile("^```asciidoc\n(\\[\\.check,.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    private static final Pattern IN_CHAPTER =
            Pattern.compile("^\\[source,asciidoc]\n----\n(\\[\\.check,.*?)^----$", Pattern.MULTILINE | Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void everyExampleOfTheReadmeIsReadAndEveryKindHasOne() throws IOException {
        String readme = Files.readString(Path.of("labs/README.md"));

        areRead(EXAMPLE.matcher(readme).results().map(found -> found.group(1)).toList());

        assertThat(Stream.of(CheckKind.values()).map(CheckKind::attribute))
                .allSatisfy(kind -> assertThat(readme).matches("(?s).*(`|,)" + kind + "=.*"));
        assertThat(Stream.of(EventKind.values()).map(EventKind::attribute))
                .allSatisfy(kind -> assertThat(readme).contains("| `" + kind + "`"));
    }

    @Test
    void everyExampleOfTheGuideIsReadAndEveryKindHasOne() throws IOException {
        String guide = Files.readString(Path.of("chapters/authors.adoc"));
        List<String> examples =
                IN_CHAPTER.matcher(guide).results().map(found -> found.group(1)).toList();

        areRead(examples);

        assertThat(Stream.of(CheckKind.values()).map(CheckKind::attribute))
                .allSatisfy(kind -> assertThat(String.join("\n", examples)).contains("[.check," + kind + "="));
        assertThat(Stream.of(EventKind.values()).map(EventKind::attribute))
                .allSatisfy(kind -> assertThat(guide).contains("`" + kind + "`"));
    }

    private void areRead(List<String> examples) throws IOException {
        Path lab = Files.createDirectories(folder.resolve("9.3-readme"));
        Files.writeString(lab.resolve("solution.jsh"), "");
        Files.writeString(lab.resolve("lab.adoc"), """
                = Lab 9.3: The examples
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
    }
}
