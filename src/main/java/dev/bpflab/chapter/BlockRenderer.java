package dev.bpflab.chapter;

import dev.bpflab.view.Line;
import dev.bpflab.view.Style;
import dev.bpflab.view.Table;
import dev.bpflab.view.Wrap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Draws the blocks of one page or section, one below the other. */
final class BlockRenderer {
    /** Longer lines of running text are hard to read, however wide the terminal is. */
    private static final int MEASURE = 100;

    private static final Line GUTTER = Line.of("\u2502 ", Style.FRAME);

    private final Look look;
    private final TextRenderer texts;
    private final NavigableMap<Integer, Block.Section> begins;

    BlockRenderer(Look look, TextRenderer texts) {
        this(look, texts, new TreeMap<>());
    }

    private BlockRenderer(Look look, TextRenderer texts, NavigableMap<Integer, Block.Section> begins) {
        this.look = look;
        this.texts = texts;
        this.begins = begins;
    }

    /** Returns with which line each section that was drawn begins. */
    NavigableMap<Integer, Block.Section> begins() {
        return begins;
    }

    Look look() {
        return look;
    }

    BlockRenderer narrower(Line prefix) {
        return new BlockRenderer(look.narrower(prefix), texts, begins);
    }

    List<Line> lines(Text text) {
        return wrapped(texts.line(text));
    }

    List<Line> wrapped(Line text) {
        return Wrap.lines(text, Math.min(look.width(), MEASURE));
    }

    List<Line> lines(List<? extends Block> blocks) {
        List<Line> lines = new ArrayList<>();
        append(blocks, lines);
        return lines;
    }

    void append(List<? extends Block> blocks, List<Line> lines) {
        for (Block block : blocks) {
            if (look.shown().test(block)) {
                // What a snippet prints belongs to the snippet, and what its numbers mean too.
                boolean belongs = VerbatimRenderer.isOutput(block)
                        || (block instanceof Block.ItemList list && list.kind() == Block.ItemList.Kind.CALLOUTS);
                if (!lines.isEmpty() && (!belongs || look.linear())) {
                    lines.add(Line.EMPTY);
                }
                append(block, lines);
            }
        }
    }

    private void append(Block block, List<Line> lines) {
        if (block instanceof Block.Section section) {
            section(section, lines);
            return;
        }
        boolean ownTitle = block instanceof Block.Table
                || block instanceof Block.Admonition
                || (block instanceof Block.Group group && group.isQuestion());
        if (!block.title().isEmpty() && !ownTitle) {
            lines.addAll(Wrap.lines(texts.line(block.title(), Style.BOLD), look.width()));
        }
        if (block instanceof Block.Paragraph paragraph) {
            lines.addAll(lines(paragraph.text()));
        } else if (block instanceof Block.ItemList list) {
            new ListRenderer(this, texts).append(list, lines);
        } else if (block instanceof Block.Table table) {
            table(table, lines);
        } else if (block instanceof Block.Admonition admonition) {
            admonition(admonition, lines);
        } else if (block instanceof Block.Group group) {
            group(group, lines);
        } else {
            new VerbatimRenderer(this).append(block, lines);
        }
    }

    private void section(Block.Section section, List<Line> lines) {
        Line title = Line.of(section.number() == null ? "" : section.number() + " ", Style.HEADING)
                .plus(texts.line(section.title(), Style.HEADING));
        begins.put(lines.size(), section);
        heading(title, section.level() == 1 ? "\u2500" : "", lines);
        append(section.blocks(), lines);
        if (section.level() == 1) {
            notes(lines);
        }
    }

    void heading(Line title, String underline, List<Line> lines) {
        List<Line> wrapped = Wrap.lines(title, look.width());
        lines.addAll(wrapped);
        if (!underline.isEmpty() && !look.linear()) {
            int longest = wrapped.stream().mapToInt(Line::width).max().orElse(0);
            lines.add(Line.of(underline.repeat(longest), Style.FRAME));
        }
    }

    /** Adds the footnotes that came up and were not shown yet. */
    void notes(List<Line> lines) {
        List<Line> notes = texts.takeNotes();
        if (!notes.isEmpty()) {
            lines.add(Line.EMPTY);
            notes.forEach(note -> lines.addAll(wrapped(note)));
        }
    }

    private void group(Block.Group group, List<Line> lines) {
        if (group.isQuestion()) {
            question(group, lines);
        } else if (group.kind().equals("open")) {
            append(group.blocks(), lines);
        } else {
            lines.addAll(framed(group.blocks()));
        }
        String source = group.attribute("attribution").orElse("")
                + group.attribute("citetitle").map(title -> ", " + title).orElse("");
        if (!source.isEmpty()) {
            lines.addAll(wrapped(Line.of("\u2014 " + source, Style.DIM)));
        }
    }

    /** A question, and its answer where nobody can ask for that later. */
    private void question(Block.Group group, List<Line> lines) {
        Line label = Line.of(look.linear() ? "Question: " : "? ", Style.WARN);
        Line asked = label.plus(texts.line(group.title(), Style.BOLD));
        Numbers numbers = look.numbers();
        if (numbers != null) {
            lines.addAll(wrapped(asked.plus(" [/answer " + numbers.of(group) + "]", Style.DIM)));
            return;
        }
        lines.addAll(wrapped(asked));
        if (look.linear()) {
            lines.add(Line.of("Answer:"));
        }
        lines.addAll(framed(group.blocks()));
    }

    private void admonition(Block.Admonition block, List<Line> lines) {
        boolean serious = block.kind().equals("warning") || block.kind().equals("caution");
        Line label = Line.of(block.kind().toUpperCase(Locale.ROOT), serious ? Style.BAD : Style.WARN);
        Line title = block.title().isEmpty() ? label : label.plus(": ").plus(texts.line(block.title(), Style.BOLD));
        lines.addAll(
                look.linear()
                        ? wrapped(title)
                        : prefixed(GUTTER, narrower(GUTTER).wrapped(title)));
        lines.addAll(framed(block.blocks()));
    }

    /** What is set apart stands beside a line, or, said in words, just as it is. */
    private List<Line> framed(List<Block> blocks) {
        return look.linear() ? lines(blocks) : prefixed(GUTTER, narrower(GUTTER).lines(blocks));
    }

    private void table(Block.Table block, List<Line> lines) {
        List<Table.Column> columns = new ArrayList<>();
        for (int i = 0; i < block.right().size(); i++) {
            Line name = block.header().isEmpty()
                    ? Line.EMPTY
                    : texts.line(block.header().get(i), Style.BOLD);
            columns.add(new Table.Column(name, block.right().get(i)));
        }
        List<List<Line>> rows = block.rows().stream()
                .map(row -> row.stream().map(texts::line).toList())
                .toList();
        Table table = new Table(texts.line(block.title(), Style.BOLD), columns, rows);
        lines.addAll(look.linear() ? table.inWords(look.width()) : table.lines(look.width()));
    }

    static List<Line> prefixed(Line prefix, List<Line> lines) {
        return lines.stream()
                .map(line -> line.pieces().isEmpty() && prefix.plain().isBlank() ? line : prefix.plus(line))
                .toList();
    }
}
