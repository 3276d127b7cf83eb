package dev.bpflab.chapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PageJsonTest {
    @Test
    void aPageOfEveryBlockReadsBackAsItWasWritten() throws IOException {
        Text text = new Text(List.of(
                new Text.Span("plain \"quoted\" \u2603 ", Set.of(), ""),
                new Text.Span("both", Set.of(Text.Style.BOLD, Text.Style.CODE), ""),
                new Text.Span("there", Set.of(Text.Style.XREF), "2/hash")));
        Marks marks = new Marks("id", Text.of("Title"), List.of("check", "b"), Map.of("map", "counts"), 7);
        Block inner = new Block.Paragraph(Marks.NONE, text);
        Page page = new Page(
                "lab/2.1",
                "Title",
                Map.of("version", "1"),
                List.of(
                        new Block.Section(marks, 1, "2.1", List.of(new Block.Section(marks, 2, null, List.of(inner)))),
                        new Block.Code(marks, "java", "a\n  b"),
                        new Block.Literal(Marks.NONE, "+--+\n|  |"),
                        new Block.ItemList(
                                marks,
                                Block.ItemList.Kind.TERMS,
                                List.of(new Block.ItemList.Item(text, Text.EMPTY, List.of(inner)))),
                        new Block.Table(
                                marks, List.of(text, text), List.of(List.of(text, Text.of("2"))), List.of(true, false)),
                        new Block.Admonition(marks, "note", List.of(inner)),
                        new Block.Group(marks, "example", List.of(inner, inner))));

        assertThat(PageReader.read(PageWriter.write(page))).isEqualTo(page);
    }
}
