package dev.bpflab.chapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.view.CodeWrap;
import dev.bpflab.view.JavaCode;
import dev.bpflab.view.Line;
import dev.bpflab.view.Theme;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Golden renderings of {@code sample.adoc}; {@code -Dbpflab.golden=FOLDER} writes what is rendered now into a folder. */
class PageRendererTest {
    private static final PageLibrary LIBRARY = PageLibrary.bundled();

    private static Page sample;

    @BeforeAll
    static void convert(@TempDir Path folder) throws IOException {
        Path document = Files.writeString(folder.resolve("09-sample.adoc"), resource("sample.adoc"));
        try (PageConverter converter = new PageConverter()) {
            sample = converter.convert(document);
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = PageRendererTest.class.getResourceAsStream(name)) {
            assertThat(in).as(name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void keep(String name, String rendered) throws IOException {
        String folder = System.getProperty("bpflab.golden", "");
        if (!folder.isEmpty()) {
            Files.writeString(Path.of(folder, name), rendered);
        }
    }

    @ParameterizedTest
    @CsvSource({"40,false,true", "80,false,true", "80,true,true", "80,false,false", "200,false,true"})
    void looksAsItDid(int width, boolean colour, boolean unicode) throws IOException {
        Theme theme = new Theme(colour, unicode);
        String rendered = theme.print(PageRenderer.of(width, theme).lines(sample));

        String name = "sample-" + width + (colour ? "-colour" : "") + (unicode ? "" : "-ascii") + ".txt";
        keep(name, rendered);
        assertThat(rendered).isEqualTo(resource(name));
    }

    @ParameterizedTest
    @MethodSource("everyWidth")
    void noLineIsWiderThanTheTerminalAndNothingIsLost(int width) {
        PageRenderer inWords = PageRenderer.of(width, Theme.PLAIN).inWords();
        PageRenderer drawn = PageRenderer.of(width, Theme.PLAIN);
        for (Page page : width % 40 == 0 ? pages() : List.of(sample)) {
            for (PageRenderer renderer : List.of(drawn, inWords)) {
                List<Line> lines = renderer.lines(page);

                assertThat(lines)
                        .allSatisfy(line ->
                                assertThat(line.width()).as(line.plain()).isLessThanOrEqualTo(width));
                assertThat(lost(page, lines)).as("lost at %d columns", width).isEmpty();
            }
        }
    }

    static IntStream everyWidth() {
        return IntStream.rangeClosed(40, 200).filter(width -> width < 60 || width % 20 <= 1);
    }

    /** The sample, and whatever the project has to read. */
    private static List<Page> pages() {
        List<Page> pages = new ArrayList<>(List.of(sample));
        LIBRARY.entries().forEach(entry -> pages.add(LIBRARY.page(entry.id())));
        return pages;
    }

    /** The characters of a page that its rendering has fewer of, but for those that only a drawing has. */
    private static Map<Integer, Long> lost(Page page, List<Line> lines) {
        Map<Integer, Long> missing = new TreeMap<>();
        page.allBlocks().stream()
                .filter(block -> !(block instanceof Block.Literal literal && literal.isDiagram()))
                .flatMap(block -> PageText.lines(block).stream())
                .forEach(line -> count(line, missing, 1));
        lines.forEach(line -> count(line.plain(), missing, -1));
        missing.values().removeIf(count -> count <= 0);
        return missing;
    }

    private static void count(String text, Map<Integer, Long> counts, long by) {
        text.codePoints().filter(c -> c > ' ').forEach(c -> counts.merge(c, by, Long::sum));
    }

    @Test
    void whoListensIsToldWhatWouldBeSeen() throws IOException {
        String said =
                Theme.PLAIN.print(PageRenderer.of(80, Theme.PLAIN).inWords().lines(sample));

        keep("sample-words.txt", said);
        assertThat(said).isEqualTo(resource("sample-words.txt")).doesNotContainPattern("[\u2500-\u25ff]");
    }

    @Test
    void examplesAndAnswersHaveNumbersWhereTheyCanBeAskedFor() {
        Numbers numbers = Numbers.of(sample, block -> true);
        Block.Section second = sample.section("2.2").orElseThrow();
        String shown = Theme.PLAIN.print(
                PageRenderer.of(80, Theme.PLAIN).numbered(numbers).lines(second));

        assertThat(shown)
                .contains("[/run 1]\n    var program", "? Why is the map still there? [/answer 1]")
                .doesNotContain("Because a program", "[/run 2]");
        assertThat(numbers.examples(second)).hasSize(2);
        assertThat(numbers.questions(second)).hasSize(1);
        assertThat(numbers.examples(sample.section("2.1").orElseThrow()))
                .extracting(Block.Code::source)
                .contains("System.out.println(1 + 1);");
    }

    @Test
    void brokenCodeCompilesAsTheWholeDoes() {
        String source = """
                int sum = one + two + three + four + five + six + seven; // a comment that goes on and on
                var s = "two words and more";
                var m = createMap(MapSpec.hash("ports", U32, U64));
                var hashes = createMap(MapSpec.hash("ports"));
                mov(R0, 0),                     // the result""";
        List<Line> lines = CodeWrap.lines(JavaCode.lines(source), 30);

        assertThat(lines)
                .extracting(Line::plain)
                .containsExactly(
                        "int sum = one + two + three +",
                        "    four + five + six + seven;",
                        "    // a comment that goes on",
                        "    // and on",
                        "var s = \"two words and more\";",
                        "var m = createMap(",
                        "    MapSpec.hash(\"ports\", U32,",
                        "    U64));",
                        "var hashes = createMap(",
                        "    MapSpec.hash(\"ports\"));",
                        "mov(R0, 0),  // the result");
    }

    @Test
    void aHiddenBlockIsLeftOutAtEveryDepth() {
        List<Line> all = PageRenderer.of(80, Theme.PLAIN).lines(sample);
        List<Line> without = PageRenderer.of(80, Theme.PLAIN)
                .showing(block -> !block.hasRole("hint"))
                .lines(sample);

        assertThat(all).extracting(Line::plain).contains("\u2502 Look at `jeq`.");
        assertThat(without).extracting(Line::plain).noneMatch(line -> line.contains("Look at"));
    }
}
