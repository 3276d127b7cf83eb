package dev.bpflab.chapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageConverterTest {
    /** Asciidoctor takes seconds to start: once for all tests. */
    private static final PageConverter CONVERTER = new PageConverter();

    @TempDir
    private Path folder;

    @AfterAll
    static void stop() {
        CONVERTER.close();
    }

    private Page convert(String body) throws IOException {
        return CONVERTER.convert(Files.writeString(folder.resolve("03-test.adoc"), "= A *title*\n\n" + body));
    }

    @Test
    void aCheckTableArrivesWithItsRoleAndAttributes() throws IOException {
        Page page = convert("""
                [.check,map=counts,key=u32,value=u64,match=contains]
                .After seven runs
                |===
                |key |value

                |1000 |>= 4
                |{pid} |2
                |===
                """);

        Block.Table table = (Block.Table) page.blocks().get(0);
        assertThat(table.roles()).containsExactly("check");
        assertThat(table.attributes())
                .isEqualTo(Map.of("map", "counts", "key", "u32", "value", "u64", "match", "contains"));
        assertThat(table.title().plain()).isEqualTo("After seven runs");
        assertThat(table.header()).extracting(Text::plain).containsExactly("key", "value");
        assertThat(table.rows())
                .extracting(row -> row.stream().map(Text::plain).toList())
                .containsExactly(List.of("1000", ">= 4"), List.of("{pid}", "2"));
        assertThat(table.line()).isEqualTo(5);
    }

    @Test
    void sectionsNestAndKeepTheirNumbersAndIds() throws IOException {
        Page page = convert("""
                Before.

                [#hash.step,points=2]
                == 2.2 Hash and `array`

                In it.

                === A detail

                Deeper.
                """);

        assertThat(page.id()).isEqualTo("3");
        assertThat(page.title()).isEqualTo("A title");
        Block.Section section = page.section("2.2").orElseThrow();
        assertThat(section.id()).isEqualTo("hash");
        assertThat(section.title().plain()).isEqualTo("Hash and array");
        assertThat(section.hasRole("step")).isTrue();
        assertThat(section.attribute("points")).contains("2");
        assertThat(page.section("a-detail").orElseThrow().level()).isEqualTo(2);
        assertThat(page.blocks()).hasSize(2);
    }

    @Test
    void taggedRegionsAreIncludedWithoutTheirTags() throws IOException {
        Files.writeString(
                folder.resolve("solution.jsh"),
                "// tag::one[]\nvar a = 1;\n// end::one[]\n// tag::two[]\nvar b = 2;\n// end::two[]\n");

        Page page = convert("[source,java]\n----\ninclude::solution.jsh[tag=two]\n----\n");

        assertThat(page.blocks().get(0)).isInstanceOfSatisfying(Block.Code.class, code -> {
            assertThat(code.language()).isEqualTo("java");
            assertThat(code.source()).isEqualTo("var b = 2;");
        });
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "include::missing.jsh[] | 03-test.adoc:3: include file not found",
                "include::03-test.adoc[tag=none] | 03-test.adoc:3: tag 'none' not found in include file",
                "see <<nowhere>> | 03-test.adoc:3: unresolved reference 'nowhere'",
                "see xref:other.adoc#x[that] | 03-test.adoc:3: unresolved reference, no document",
                "audio::x.ogg[] | 03-test.adoc:3: a block of kind 'audio' has no place in a page",
                "a btn:[b] | 03-test.adoc:3: 'button' has no place in a page",
                "==== Too deep | 03-test.adoc:3: section title out of sequence",
                "---- | 03-test.adoc:3: unterminated listing block",
            })
    void brokenInputNamesFileAndLine(String body, String message) {
        assertThatThrownBy(() -> convert(body))
                .isInstanceOf(PageException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aDiagramSaysInWordsWhatItShowsAndFits() throws IOException {
        Page page = convert("[.diagram,alt=\"a leads to b\"]\n....\na --> b\n....\n");

        assertThat(page.blocks()).singleElement().isInstanceOfSatisfying(Block.Literal.class, diagram -> {
            assertThat(diagram.isDiagram()).isTrue();
            assertThat(diagram.attribute("alt")).contains("a leads to b");
        });
        assertThatThrownBy(() -> convert("[.diagram]\n....\n" + "-".repeat(80) + "\n....\n"))
                .isInstanceOf(PageException.class)
                .hasMessageContaining("03-test.adoc:4: a diagram has no text that says what it shows")
                .hasMessageContaining("a diagram of 80 columns does not fit a terminal");
    }

    @Test
    void answersCalloutsPicturesAndNotesHaveTheirPlace() throws IOException {
        Page page = convert("""
                See this.footnote:[By `me`.]

                [source,java]
                ----
                close(); // <1>
                ----
                <1> Frees it.

                [%collapsible]
                .Why?
                ====
                Because.
                ====

                image::parts.png[The parts]
                """);

        List<Block> blocks = page.blocks();
        assertThat(((Block.Paragraph) blocks.get(0)).text().spans())
                .extracting(Text.Span::text, span -> span.is(Text.Style.NOTE))
                .containsExactly(tuple("See this.", false), tuple("By ", true), tuple("me", true), tuple(".", true));
        assertThat(((Block.ItemList) blocks.get(2)).kind()).isEqualTo(Block.ItemList.Kind.CALLOUTS);
        assertThat(((Block.Group) blocks.get(3)).isQuestion()).isTrue();
        assertThat(blocks.get(3).title().plain()).isEqualTo("Why?");
        assertThat(((Block.Image) blocks.get(4)).alt()).isEqualTo("The parts");
    }

    @Test
    void whatCannotBeTypedOrSeenByAllIsRefused() {
        assertThatThrownBy(() -> convert("""
                        [source,java]
                        ----
                        close(); <1>
                        ----
                        <1> Frees it.

                        image::parts.png[]

                        An image:parts.png[] inside.
                        """))
                .isInstanceOf(PageException.class)
                .hasMessageContaining("03-test.adoc:4: a callout in Java code is a comment; write // <1>")
                .hasMessageContaining("03-test.adoc:9: a picture has no text that says what it shows")
                .hasMessageContaining("'image without words for what it shows' has no place in a page");
    }
}
