package dev.bpflab.chapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.view.Line;
import dev.bpflab.view.Theme;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Golden renderings of {@code sample.adoc}; {@code -Dbpflab.golden=FOLDER} writes what is rendered now into a folder. */
class PageRendererTest {
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

    @ParameterizedTest
    @CsvSource({"40,false,true", "80,false,true", "80,true,true", "80,false,false", "200,false,true"})
    void looksAsItDid(int width, boolean colour, boolean unicode) throws IOException {
        Theme theme = new Theme(colour, unicode);
        String rendered = theme.print(PageRenderer.of(width, theme).lines(sample));

        String name = "sample-" + width + (colour ? "-colour" : "") + (unicode ? "" : "-ascii") + ".txt";
        String folder = System.getProperty("bpflab.golden", "");
        if (!folder.isEmpty()) {
            Files.writeString(Path.of(folder, name), rendered);
        }
        assertThat(rendered).isEqualTo(resource(name));
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 40, 41, 57, 80, 100, 200})
    void onlyCodeAndDiagramsMayBeWiderThanTheTerminal(int width) {
        PageRenderer renderer = PageRenderer.of(width, Theme.PLAIN)
                .showing(block -> !(block instanceof Block.Code) && !(block instanceof Block.Literal));

        assertThat(renderer.lines(sample))
                .allSatisfy(line -> assertThat(line.width()).as(line.plain()).isLessThanOrEqualTo(width));
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
