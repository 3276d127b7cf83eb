package dev.bpflab.repl;

import dev.bpflab.chapter.Block;
import dev.bpflab.chapter.PageRenderer;
import dev.bpflab.view.Line;
import dev.bpflab.view.Style;
import dev.bpflab.view.Table;
import dev.bpflab.view.Theme;
import java.io.PrintStream;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * Where the workbench writes: lines of text, styled where the theme has colours, at the width that the terminal has now.
 *
 * @param out where to; snippets should print to the same stream, so that all comes in order
 * @param width the number of columns
 * @param theme how styles look
 */
public record Screen(PrintStream out, IntSupplier width, Theme theme) {
    /** Writes text as it is. */
    public void text(String text) {
        if (!text.isEmpty()) {
            out.println(text);
        }
        out.flush();
    }

    /** Writes text in a style. */
    public void styled(String text, Style style) {
        text.lines().forEach(line -> out.println(theme.print(Line.of(line, style))));
        out.flush();
    }

    /** Writes styled lines. */
    public void lines(List<Line> lines) {
        out.print(theme.print(lines));
        out.flush();
    }

    /** Writes a table that fits the width. */
    public void table(Table table) {
        lines(table.lines(width.getAsInt()));
    }

    /** Writes blocks of a page. */
    public void blocks(List<? extends Block> blocks) {
        lines(PageRenderer.of(width.getAsInt(), theme).lines(blocks));
    }

    /** Writes an empty line. */
    public void gap() {
        out.println();
    }
}
