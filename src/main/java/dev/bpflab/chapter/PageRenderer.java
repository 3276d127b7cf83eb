package dev.bpflab.chapter;

import dev.bpflab.view.Diagram;
import dev.bpflab.view.JavaCode;
import dev.bpflab.view.Line;
import dev.bpflab.view.Style;
import dev.bpflab.view.Table;
import dev.bpflab.view.Theme;
import dev.bpflab.view.Wrap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Pages for a terminal. Running text, lists and tables fit the width; code and diagrams keep their lines, since a wrapped
 * diagram cannot be read and wrapped code cannot be copied.
 */
public final class PageRenderer {
    /** Longer lines of running text are hard to read, however wide the terminal is. */
    private static final int MEASURE = 100;

    /** The role of a block that shows what the code before it prints. */
    private static final String OUTPUT = "output";

    private static final int LEAST = 20;
    private static final int NARROW = 60;
    private static final Line INDENT = Line.of("    ");
    private static final Line GUTTER = Line.of("\u2502 ", Style.FRAME);

    private final int width;
    private final TextRenderer texts;
    private final Predicate<Block> shown;

    private PageRenderer(int width, TextRenderer texts, Predicate<Block> shown) {
        this.width = Math.max(width, 8);
        this.texts = texts;
        this.shown = shown;
    }

    /** Returns a renderer for a terminal of this many columns, 20 at least. */
    public static PageRenderer of(int width, Theme theme) {
        return new PageRenderer(Math.max(width, LEAST), new TextRenderer(theme.colour()), block -> true);
    }

    /** Returns a renderer that leaves out, at every depth, the blocks that the predicate does not accept. */
    public PageRenderer showing(Predicate<Block> accepted) {
        return new PageRenderer(width, texts, accepted);
    }

    /** Returns the whole page under its title. */
    public List<Line> lines(Page page) {
        List<Line> lines = new ArrayList<>();
        heading(Line.of(page.title(), Style.HEADING), "\u2550", lines);
        append(page.blocks(), lines);
        return lines;
    }

    /** Returns blocks with an empty line between them: a section, a step, a hint. */
    public List<Line> lines(List<? extends Block> blocks) {
        List<Line> lines = new ArrayList<>();
        append(blocks, lines);
        return lines;
    }

    /** Returns one block: a section with its heading, a table, a paragraph. */
    public List<Line> lines(Block block) {
        return lines(List.of(block));
    }

    /** Returns running text, wrapped. */
    public List<Line> lines(Text text) {
        return Wrap.lines(texts.line(text), Math.min(width, MEASURE));
    }

    private void append(List<? extends Block> blocks, List<Line> lines) {
        for (Block block : blocks) {
            if (shown.test(block)) {
                // What a snippet prints belongs to the snippet.
                if (!lines.isEmpty() && !block.hasRole(OUTPUT)) {
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
        boolean ownTitle = block instanceof Block.Table || block instanceof Block.Admonition;
        if (!block.title().isEmpty() && !ownTitle) {
            lines.addAll(Wrap.lines(texts.line(block.title(), Style.BOLD), width));
        }
        if (block instanceof Block.Paragraph paragraph) {
            lines.addAll(lines(paragraph.text()));
        } else if (block instanceof Block.Code code) {
            code(code, lines);
        } else if (block instanceof Block.Literal diagram && diagram.isDiagram()) {
            diagram(diagram, lines);
        } else if (block instanceof Block.Literal literal) {
            List<Line> kept = Wrap.split(Line.of(spaced(literal.text())));
            verbatim(literal.hasRole(OUTPUT) ? prefixed(GUTTER, kept) : kept, lines);
        } else if (block instanceof Block.ItemList list) {
            new ListRenderer(this, texts).append(list, lines);
        } else if (block instanceof Block.Table table) {
            lines.addAll(table(table).lines(width));
        } else if (block instanceof Block.Admonition admonition) {
            admonition(admonition, lines);
        } else if (block instanceof Block.Group group) {
            boolean set = group.kind().equals("open");
            lines.addAll(
                    set
                            ? lines(group.blocks())
                            : prefixed(GUTTER, narrower(GUTTER).lines(group.blocks())));
        }
    }

    private void section(Block.Section section, List<Line> lines) {
        Line title = Line.of(section.number() == null ? "" : section.number() + " ", Style.HEADING)
                .plus(texts.line(section.title(), Style.HEADING));
        heading(title, section.level() == 1 ? "\u2500" : "", lines);
        append(section.blocks(), lines);
    }

    private void heading(Line title, String underline, List<Line> lines) {
        List<Line> wrapped = Wrap.lines(title, width);
        lines.addAll(wrapped);
        if (!underline.isEmpty()) {
            int longest = wrapped.stream().mapToInt(Line::width).max().orElse(0);
            lines.add(Line.of(underline.repeat(longest), Style.FRAME));
        }
    }

    private void code(Block.Code code, List<Line> lines) {
        String source = spaced(code.source());
        boolean java = code.language().equals("java") || code.language().equals("jshell");
        verbatim(java ? JavaCode.lines(source) : Wrap.split(Line.of(source)), lines);
    }

    private void verbatim(List<Line> block, List<Line> lines) {
        lines.addAll(width < NARROW ? block : prefixed(INDENT, block));
    }

    /** A diagram that does not fit is told in words: broken lines of it would say nothing. */
    private void diagram(Block.Literal block, List<Line> lines) {
        Diagram diagram = Diagram.of(block.text());
        if (diagram.width() <= width) {
            boolean indented = width >= NARROW && diagram.width() + INDENT.width() <= width;
            lines.addAll(indented ? prefixed(INDENT, diagram.lines()) : diagram.lines());
        } else {
            Line words =
                    Line.of("Diagram: ", Style.DIM).plus(block.attribute("alt").orElse(""));
            lines.addAll(Wrap.lines(words, Math.min(width, MEASURE)));
        }
    }

    private void admonition(Block.Admonition block, List<Line> lines) {
        boolean serious = block.kind().equals("warning") || block.kind().equals("caution");
        Line label = Line.of(block.kind().toUpperCase(Locale.ROOT), serious ? Style.BAD : Style.WARN);
        Line title = block.title().isEmpty() ? label : label.plus(": ").plus(texts.line(block.title(), Style.BOLD));
        List<Line> inside = new ArrayList<>(Wrap.lines(title, width - GUTTER.width()));
        inside.addAll(narrower(GUTTER).lines(block.blocks()));
        lines.addAll(prefixed(GUTTER, inside));
    }

    private Table table(Block.Table block) {
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
        return new Table(texts.line(block.title(), Style.BOLD), columns, rows);
    }

    int width() {
        return width;
    }

    PageRenderer narrower(Line prefix) {
        return new PageRenderer(width - prefix.width(), texts, shown);
    }

    static List<Line> prefixed(Line prefix, List<Line> lines) {
        return lines.stream()
                .map(line -> line.pieces().isEmpty() && prefix.plain().isBlank() ? line : prefix.plus(line))
                .toList();
    }

    private static String spaced(String source) {
        return source.replace("\t", "    ");
    }
}
