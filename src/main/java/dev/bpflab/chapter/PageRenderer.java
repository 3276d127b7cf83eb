package dev.bpflab.chapter;

import dev.bpflab.view.Line;
import dev.bpflab.view.Style;
import dev.bpflab.view.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Pages for a terminal. No line is wider than the terminal: running text, lists and tables are wrapped, code is broken so
 * that it can still be copied, and a diagram that does not fit is told in words.
 */
public final class PageRenderer {
    private static final int LEAST = 20;

    private final Look look;

    private PageRenderer(Look look) {
        this.look = look;
    }

    /** Returns a renderer for a terminal of this many columns, 20 at least. */
    public static PageRenderer of(int width, Theme theme) {
        return new PageRenderer(new Look(Math.max(width, LEAST), theme.colour(), theme.words(), block -> true, null));
    }

    /** Returns a renderer that leaves out, at every depth, the blocks that the predicate does not accept. */
    public PageRenderer showing(Predicate<Block> accepted) {
        return new PageRenderer(look.showing(accepted));
    }

    /** Returns a renderer that shows by which number an example or an answer is asked for, and keeps answers back. */
    public PageRenderer numbered(Numbers numbers) {
        return new PageRenderer(look.numbered(numbers));
    }

    /**
     * Returns a renderer for who listens to the text: without rules and frames, tables row by row, diagrams in words, and
     * said where code, output and remarks begin.
     */
    public PageRenderer inWords() {
        return new PageRenderer(look.inWords(true));
    }

    /** Returns the whole page under its title. */
    public List<Line> lines(Page page) {
        return rendered(new Place(page, null)).lines();
    }

    /** Returns a page or section with where in it each section begins. */
    public Rendered rendered(Place place) {
        List<Line> lines = new ArrayList<>();
        BlockRenderer blocks = blocks();
        Block.Section section = place.section();
        if (section == null) {
            blocks.heading(Line.of(place.page().title(), Style.HEADING), "\u2550", lines);
            blocks.append(place.page().blocks(), lines);
        } else {
            blocks.append(List.of(section), lines);
        }
        blocks.notes(lines);
        return new Rendered(place, lines, blocks.begins());
    }

    /** Returns blocks with an empty line between them: a section, a step, a hint. */
    public List<Line> lines(List<? extends Block> given) {
        List<Line> lines = new ArrayList<>();
        BlockRenderer blocks = blocks();
        blocks.append(given, lines);
        blocks.notes(lines);
        return lines;
    }

    /** Returns one block: a section with its heading, a table, a paragraph. */
    public List<Line> lines(Block block) {
        return lines(List.of(block));
    }

    /** Returns running text, wrapped. */
    public List<Line> lines(Text text) {
        return blocks().lines(text);
    }

    private BlockRenderer blocks() {
        return new BlockRenderer(look, new TextRenderer(look.colour() && !look.linear()));
    }
}
