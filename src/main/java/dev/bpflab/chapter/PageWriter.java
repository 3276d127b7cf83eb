package dev.bpflab.chapter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a page as JSON, the same for the same page in every process: fields are sorted. By hand, as {@link PageReader} reads
 * it: data binding would cost every start of the workbench.
 */
final class PageWriter {
    private PageWriter() {}

    static String write(Page page) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", page.id());
        json.put("title", page.title());
        json.put("attributes", page.attributes());
        json.put("blocks", blocks(page.blocks()));
        return json(json);
    }

    /** Writes maps, lists, strings, numbers and booleans. */
    static String json(Object value) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            write(json, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> field : new TreeMap<>(map).entrySet()) {
                json.writeFieldName(String.valueOf(field.getKey()));
                write(json, field.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object element : list) {
                write(json, element);
            }
            json.writeEndArray();
        } else if (value instanceof Number number) {
            json.writeNumber(number.longValue());
        } else if (value instanceof Boolean bool) {
            json.writeBoolean(bool);
        } else {
            json.writeString(String.valueOf(value));
        }
    }

    private static List<Map<String, Object>> blocks(List<Block> blocks) {
        return blocks.stream().map(PageWriter::block).toList();
    }

    private static Map<String, Object> block(Block block) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", block.getClass().getSimpleName());
        marks(block.marks(), json);
        if (block instanceof Block.Section section) {
            json.put("level", section.level());
            putUnlessEmpty(json, "number", section.number() == null ? "" : section.number());
            json.put("blocks", blocks(section.blocks()));
        } else if (block instanceof Block.Paragraph paragraph) {
            json.put("text", text(paragraph.text()));
        } else if (block instanceof Block.Code code) {
            json.put("language", code.language());
            json.put("source", code.source());
        } else if (block instanceof Block.Literal literal) {
            json.put("source", literal.text());
        } else if (block instanceof Block.ItemList list) {
            json.put("kind", list.kind().name());
            json.put("items", list.items().stream().map(PageWriter::item).toList());
        } else if (block instanceof Block.Table table) {
            json.put("header", texts(table.header()));
            json.put("rows", table.rows().stream().map(PageWriter::texts).toList());
            json.put("right", table.right());
        } else if (block instanceof Block.Admonition admonition) {
            json.put("kind", admonition.kind());
            json.put("blocks", blocks(admonition.blocks()));
        } else if (block instanceof Block.Image image) {
            json.put("target", image.target());
            json.put("alt", image.alt());
        } else if (block instanceof Block.Group group) {
            json.put("kind", group.kind());
            json.put("blocks", blocks(group.blocks()));
        }
        return json;
    }

    private static void marks(Marks marks, Map<String, Object> json) {
        putUnlessEmpty(json, "id", marks.id() == null ? "" : marks.id());
        if (!marks.title().isEmpty()) {
            json.put("title", text(marks.title()));
        }
        if (!marks.roles().isEmpty()) {
            json.put("roles", marks.roles());
        }
        if (!marks.attributes().isEmpty()) {
            json.put("attributes", marks.attributes());
        }
        json.put("line", marks.line());
    }

    private static Map<String, Object> item(Block.ItemList.Item item) {
        return Map.of("term", text(item.term()), "text", text(item.text()), "blocks", blocks(item.blocks()));
    }

    private static List<Object> texts(List<Text> texts) {
        return texts.stream().map(PageWriter::text).toList();
    }

    /** A plain span is its string; one with marks is {@code [text, "BOLD CODE", target]}. */
    private static Object text(Text text) {
        return text.spans().stream().map(PageWriter::span).toList();
    }

    private static Object span(Text.Span span) {
        if (span.styles().isEmpty()) {
            return span.text();
        }
        String styles =
                String.join(" ", span.styles().stream().map(Enum::name).sorted().toList());
        return List.of(span.text(), styles, span.target());
    }

    private static void putUnlessEmpty(Map<String, Object> json, String name, String value) {
        if (!value.isEmpty()) {
            json.put(name, value);
        }
    }
}
