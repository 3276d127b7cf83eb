package dev.bpflab.chapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageCompilerTest {
    @TempDir
    private Path root;

    private Path classes;

    @BeforeEach
    void write() throws IOException {
        classes = root.resolve("classes");
        file("chapters/02-maps.adoc", """
                = Maps

                [#what]
                == 2.1 What

                A text on counters.

                == 2.3 How

                More.
                """);
        file("labs/2.1-counter/lab.adoc", """
                = Counter

                See xref:../../chapters/02-maps.adoc#what[].

                [source,java]
                ----
                include::solution.jsh[tag=one]
                ----
                """);
        file("labs/2.1-counter/solution.jsh", "// tag::one[]\nint solved = 1;\n// end::one[]\n");
        file("labs/2.1-counter/events/exec.jsonl", "{}\n");
    }

    private Path file(String name, String content) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(root.resolve(name).resolve("..").normalize());
        return Files.writeString(file, content);
    }

    private void compile() throws IOException {
        PageCompiler.main(
                root.toString(), classes.toString(), root.resolve("cache").toString());
    }

    private PageLibrary library() throws IOException {
        return PageLibrary.of(new URLClassLoader(new URL[] {classes.toUri().toURL()}, null));
    }

    @Test
    void everythingIsOnTheClassPath() throws IOException {
        compile();
        PageLibrary library = library();

        assertThat(library.entries()).extracting(PageLibrary.Entry::id).containsExactly("2", "lab/2.1");
        assertThat(library.page("lab/2.1").allBlocks())
                .filteredOn(Block.Code.class::isInstance)
                .extracting(block -> ((Block.Code) block).source())
                .containsExactly("int solved = 1;");
        assertThat(library.labFile("2.1", "events/exec.jsonl")).isEqualTo("{}\n");
        assertThat(library.entry("lab/2.1").orElseThrow().files()).containsExactly("events/exec.jsonl", "solution.jsh");
    }

    @Test
    void pagesAndSectionsAreFoundById() throws IOException {
        compile();
        PageLibrary library = library();

        assertThat(library.find("2").section()).isNull();
        for (String id : new String[] {"2/2.1", "2/what", "2.1", "what"}) {
            Place found = library.find(id);
            assertThat(found.id()).isEqualTo("2/2.1");
            assertThat(found.page().id()).isEqualTo("2");
            assertThat(found.section())
                    .isInstanceOfSatisfying(
                            Block.Section.class,
                            section -> assertThat(section.number()).isEqualTo("2.1"));
        }
        assertThatThrownBy(() -> library.find("2/2.2"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("no page '2/2.2' (did you mean 2/2.1, 2/2.3?)");
        assertThatThrownBy(() -> library.find("elsewhere")).hasMessage("no page 'elsewhere' (there is 2, lab/2.1)");
        assertThatThrownBy(() -> library.labFile("2.1", "x")).hasMessage("lab 2.1 has no file 'x'");
    }

    @Test
    void wordsAreFoundWithTheSectionTheyStandIn() throws IOException {
        compile();

        assertThat(library().search("TEXT counters", block -> true))
                .containsExactly(new PageSearch.Hit("2/2.1", "What", "A text on counters."));
        assertThat(library().search("int solved", block -> true))
                .extracting(PageSearch.Hit::id)
                .containsExactly("lab/2.1");
        assertThat(library().search(" ", block -> true)).isEmpty();
    }

    @Test
    void whatHasNotChangedIsNotConvertedAgain() throws IOException {
        compile();
        Path kept;
        try (var files = Files.newDirectoryStream(root.resolve("cache"))) {
            kept = files.iterator().next();
        }
        long pages = count(root.resolve("cache"));
        FileTime before = Files.getLastModifiedTime(kept);

        compile();
        assertThat(Files.getLastModifiedTime(kept)).isEqualTo(before);
        assertThat(count(root.resolve("cache"))).isEqualTo(pages);

        file("labs/2.1-counter/solution.jsh", "// tag::one[]\nint solved = 2;\n// end::one[]\n");
        compile();
        assertThat(count(root.resolve("cache"))).isEqualTo(pages + 1);
        assertThat(library().search("int solved", block -> true))
                .extracting(PageSearch.Hit::line)
                .containsExactly("int solved = 2;");
    }

    @Test
    void aKeptPageThatWasCutShortIsConvertedAgain() throws IOException {
        compile();
        try (var files = Files.list(root.resolve("cache"))) {
            for (Path kept : files.toList()) {
                Files.writeString(kept, Files.readString(kept).substring(0, 40));
            }
        }
        compile();

        assertThat(library().page("2").sections()).hasSize(2);
    }

    @Test
    void aCacheThatCannotBeWrittenDoesNotMatter() throws IOException {
        Path document = root.resolve("chapters/02-maps.adoc");
        try (PageCache cache = new PageCache(file("a-file", "").resolve("inside"))) {
            assertThat(cache.has(document)).isFalse();
            assertThat(cache.page(document).title()).isEqualTo("Maps");
        }
    }

    private static long count(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.count();
        }
    }

    @Test
    void aRemovedChapterLeavesTheClassPath() throws IOException {
        compile();
        Files.delete(root.resolve("chapters/02-maps.adoc"));
        file("labs/2.1-counter/lab.adoc", "= Counter\n\nText.\n");
        compile();

        assertThat(library().entries()).extracting(PageLibrary.Entry::id).containsExactly("lab/2.1");
        assertThat(classes.resolve("pages/2.json")).doesNotExist();
    }

    @Test
    void everyProblemOfEveryDocumentIsReportedAtOnce() throws IOException {
        file("chapters/02-maps.adoc", "= Maps\n\n== 2.1 What\n\ninclude::gone.txt[]\n");
        file("labs/2.1-counter/lab.adoc", "= Counter\n\n<<nowhere>>\n");

        assertThatThrownBy(this::compile)
                .isInstanceOf(PageException.class)
                .hasMessageContaining("02-maps.adoc:5: include file not found")
                .hasMessageContaining("lab.adoc:3: unresolved reference 'nowhere'");
    }

    @Test
    void aReferenceToASectionThatAnotherPageDoesNotHaveFails() throws IOException {
        file("chapters/02-maps.adoc", "= Maps\n\nNo sections.\n");

        assertThatThrownBy(this::compile).hasMessageContaining("lab.adoc:3: unresolved reference '2/what'");
    }
}
