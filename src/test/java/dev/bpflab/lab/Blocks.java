package dev.bpflab.lab;

import dev.bpflab.chapter.Block;
import dev.bpflab.chapter.Marks;
import dev.bpflab.chapter.Page;
import dev.bpflab.chapter.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Pages of labs as tests write them. */
final class Blocks {
    private Blocks() {}

    /** Returns a check: {@code "map=counts;key=u32"} and the rows of its table, cells parted by {@code |}. */
    static Block check(String attributes, String... rows) {
        Marks marks = marks("check", attributes);
        if (rows.length == 0) {
            return new Block.Paragraph(marks, Text.of("text"));
        }
        List<List<Text>> cells =
                new ArrayList<>(Stream.of(rows).map(row -> cells(row)).toList());
        return new Block.Table(marks, cells.remove(0), cells, List.of());
    }

    static Block hint(String text) {
        return new Block.Paragraph(marks("hint", ""), Text.of(text));
    }

    static Block solution(String source) {
        return new Block.Code(marks("solution", ""), "java", source);
    }

    static Block step(String id, String attributes, Block... blocks) {
        return section("step", id, attributes, blocks);
    }

    static Block section(String role, String id, Block... blocks) {
        return section(role, id, "", blocks);
    }

    private static Block section(String role, String id, String attributes, Block... blocks) {
        Marks marks = marks(role, attributes);
        return new Block.Section(
                new Marks(id, Text.of("Title of " + id), marks.roles(), marks.attributes(), 7),
                1,
                null,
                List.of(blocks));
    }

    static Page page(Block... blocks) {
        return new Page("lab/9.1", "Lab 9.1: A test", Map.of("version", "1"), List.of(blocks));
    }

    private static Marks marks(String role, String attributes) {
        Map<String, String> named = new LinkedHashMap<>();
        for (String attribute : attributes.split(";", -1)) {
            if (!attribute.isEmpty()) {
                named.put(attribute.replaceFirst("=.*", ""), attribute.replaceFirst("^[^=]*=", ""));
            }
        }
        return new Marks(null, Text.EMPTY, List.of(role), named, 12);
    }

    private static List<Text> cells(String row) {
        return Arrays.stream(row.split("\\|", -1))
                .map(String::strip)
                .map(Text::of)
                .toList();
    }
}
