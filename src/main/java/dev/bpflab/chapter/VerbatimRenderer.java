package dev.bpflab.chapter;

import dev.bpflab.view.CodeWrap;
import dev.bpflab.view.Diagram;
import dev.bpflab.view.Line;
import dev.bpflab.view.SourceCode;
import dev.bpflab.view.Style;
import dev.bpflab.view.Wrap;
import java.util.ArrayList;
import java.util.List;

/** Draws what keeps its lines: code, output, diagrams; and pictures, by their words. */
final class VerbatimRenderer {
    /** The role of a block that shows what the code before it prints. */
    private static final String OUTPUT = "output";

    private static final int NARROW = 60;
    private static final Line INDENT = Line.of("    ");
    private static final Line GUTTER = Line.of("\u2502 ", Style.FRAME);

    private final BlockRenderer page;
    private final Look look;

    VerbatimRenderer(BlockRenderer page) {
        this.page = page;
        this.look = page.look();
    }

    static boolean isOutput(Block block) {
        return block instanceof Block.Literal && block.hasRole(OUTPUT);
    }

    void append(Block block, List<Line> lines) {
        if (block instanceof Block.Code code) {
            number(code, lines);
            verbatim(SourceCode.lines(code.language(), code.source()), code(code.language()), Line.EMPTY, lines);
        } else if (block instanceof Block.Literal literal && literal.isDiagram()) {
            diagram(literal, lines);
        } else if (block instanceof Block.Literal literal) {
            List<Line> kept = Wrap.split(Line.of(literal.text().replace("\t", "    ")));
            boolean output = isOutput(block);
            verbatim(kept, output ? "Output:" : "Text:", output ? GUTTER : Line.EMPTY, lines);
        } else if (block instanceof Block.Image image) {
            lines.addAll(page.wrapped(Line.of("Picture: ", Style.DIM).plus(image.alt())));
        }
    }

    private static String code(String language) {
        return language.equals("java") ? "Java code:" : "Code:";
    }

    private void number(Block.Code code, List<Line> lines) {
        Numbers numbers = look.numbers();
        int number = numbers == null ? 0 : numbers.of(code);
        if (number > 0) {
            verbatim(List.of(Line.of("[/run " + number + "]", Style.DIM)), "", Line.EMPTY, lines);
        }
    }

    /** Where the terminal is narrow, every column counts, and nothing is indented. */
    private void verbatim(List<Line> kept, String said, Line gutter, List<Line> lines) {
        if (look.linear() && !said.isEmpty()) {
            lines.add(Line.of(said));
        }
        Line indent = look.width() < NARROW || look.linear() ? Line.EMPTY : INDENT;
        Line before = look.linear() ? Line.EMPTY : indent.plus(gutter);
        lines.addAll(BlockRenderer.prefixed(before, CodeWrap.lines(kept, look.width() - before.width())));
    }

    /** A diagram that does not fit is told in words: broken lines of it would say nothing. */
    private void diagram(Block.Literal block, List<Line> lines) {
        Diagram diagram = Diagram.of(block.text());
        if (diagram.width() > look.width() || look.linear()) {
            lines.addAll(page.wrapped(
                    Line.of("Diagram: ", Style.DIM).plus(block.attribute("alt").orElse(""))));
            return;
        }
        boolean indented = look.width() >= NARROW && diagram.width() + INDENT.width() <= look.width();
        lines.addAll(indented ? BlockRenderer.prefixed(INDENT, diagram.lines()) : new ArrayList<>(diagram.lines()));
    }
}
