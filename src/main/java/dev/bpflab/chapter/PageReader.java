package dev.bpflab.chapter;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads a page that {@link PageWriter} wrote. */
final class PageReader {
    private PageReader() {}

    static Page read(String json) throws IOException {
        Json page = Json.parse(json);
        return new Page(page.string("id"), page.string("title"), page.stringMap("attributes"), blocks(page));
    }

    private static List<Block> blocks(Json json) {
        return json.objects("blocks").stream().map(PageReader::block).toList();
    }

    private static Block block(Json json) {
        Marks marks = new Marks(
                json.stringOrNull("id"),
                text(json.list("title")),
                json.strings("roles"),
                json.stringMap("attributes"),
                json.integer("line"));
        String type = json.string("type");
        return switch (type) {
            case "Section" ->
                new Block.Section(marks, json.integer("level"), json.stringOrNull("number"), blocks(json));
            case "Paragraph" -> new Block.Paragraph(marks, text(json.list("text")));
            case "Code" -> new Block.Code(marks, json.string("language"), json.string("source"));
            case "Literal" -> new Block.Literal(marks, json.string("source"));
            case "ItemList" ->
                new Block.ItemList(
                        marks,
                        Block.ItemList.Kind.valueOf(json.string("kind")),
                        json.objects("items").stream().map(PageReader::item).toList());
            case "Table" ->
                new Block.Table(
                        marks,
                        texts(json.list("header")),
                        json.list("rows").stream().map(PageReader::texts).toList(),
                        json.list("right").stream().map(Boolean.class::cast).toList());
            case "Admonition" -> new Block.Admonition(marks, json.string("kind"), blocks(json));
            case "Image" -> new Block.Image(marks, json.string("target"), json.string("alt"));
            case "Group" -> new Block.Group(marks, json.string("kind"), blocks(json));
            default -> throw new IllegalArgumentException("a page has no block of type '" + type + "'");
        };
    }

    private static Block.ItemList.Item item(Json json) {
        return new Block.ItemList.Item(text(json.list("term")), text(json.list("text")), blocks(json));
    }

    private static List<Text> texts(Object list) {
        return ((List<?>) list).stream().map(PageReader::text).toList();
    }

    private static Text text(Object spans) {
        return new Text(((List<?>) spans).stream().map(PageReader::span).toList());
    }

    private static Text.Span span(Object span) {
        if (span instanceof List<?> marked) {
            Set<Text.Style> styles = Arrays.stream(((String) marked.get(1)).split(" "))
                    .map(Text.Style::valueOf)
                    .collect(Collectors.toSet());
            return new Text.Span((String) marked.get(0), styles, (String) marked.get(2));
        }
        return new Text.Span((String) span, Set.of(), "");
    }
}
