package dev.bpflab.repl;

import dev.bpflab.chapter.PageRenderer;
import dev.bpflab.lab.LabView;
import dev.bpflab.view.JavaCode;
import dev.bpflab.view.Line;
import dev.bpflab.view.Picture;
import dev.bpflab.view.Style;
import dev.bpflab.view.Table;
import dev.bpflab.view.Theme;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Where the workbench writes: lines of text, styled where the theme has colours, at the width that the terminal has now.
 *
 * @param out where to; snippets should print to the same stream, so that all comes in order
 * @param width the number of columns
 * @param themes how styles look now
 * @param pager shows what may be more than a screenful
 * @param fits whether messages are broken to fit the width; a tool that reads them from a file wants them whole
 */
public record Screen(PrintStream out, IntSupplier width, Supplier<Theme> themes, Pager pager, boolean fits) {
    /** Returns a screen whose theme stays as it is. */
    public Screen(PrintStream out, IntSupplier width, Theme theme, Pager pager, boolean fits) {
        this(out, width, () -> theme, pager, fits);
    }

    /** Returns a screen that is a file or a pipe. */
    public static Screen plain(PrintStream out, IntSupplier width, Theme theme) {
        return new Screen(out, width, theme, Pager.NONE, false);
    }

    /** Returns how styles look now. */
    public Theme theme() {
        return themes.get();
    }

    /** Writes text as it is. */
    public void text(String text) {
        if (!text.isEmpty()) {
            out.println(text);
        }
        out.flush();
    }

    /** Writes values as text, broken between words; one that holds a string stays whole, because it may be copied. */
    void values(String text) {
        if (fits && text.indexOf('"') < 0) {
            say(text);
        } else {
            text(text);
        }
    }

    /** Writes a message in words. */
    public void say(String text) {
        styled(text, Style.PLAIN);
    }

    /** Writes a message in a style. */
    public void styled(String text, Style style) {
        (fits ? Fitted.lines(text, width.getAsInt()).stream() : text.lines())
                .forEach(line -> out.println(theme().print(Line.of(line, style))));
        out.flush();
    }

    /** Writes Java source. */
    void code(String source) {
        lines(JavaCode.lines(source));
    }

    /** Writes styled lines. */
    public void lines(List<Line> lines) {
        out.print(theme().print(lines));
        out.flush();
    }

    /** Writes a table that fits the width. */
    public void table(Table table) {
        page(theme().words() ? table.inWords(width.getAsInt()) : table.lines(width.getAsInt()));
    }

    /** Writes a picture that fits the width. */
    public void picture(Picture picture) {
        page(theme().words() ? picture.inWords(width.getAsInt()) : picture.lines(width.getAsInt()));
    }

    /** Writes what may be more than a screenful. */
    public void page(List<Line> lines) {
        pager.show(lines, 0, true, this);
    }

    /**
     * Writes what may be more than a screenful, from a line on; returns the first line that was on the screen when the reader
     * left, or the number of lines when he came to their end.
     */
    int page(List<Line> lines, int from) {
        return pager.show(lines, from, true, this);
    }

    /** Writes two parts, of which the second begins on a screen of its own where they do not fit on one. */
    void page(List<Line> first, List<Line> second) {
        List<Line> both = new ArrayList<>(first);
        both.addAll(second);
        if (pager.fits(both, this)) {
            lines(both);
        } else {
            pager.show(first, 0, false, this);
            pager.show(second, 0, true, this);
        }
    }

    /** Returns what draws pages at the present width; of a lab's page, neither hints nor solutions. */
    public PageRenderer pages() {
        return PageRenderer.of(width.getAsInt(), theme()).showing(LabView::isOpenToRead);
    }

    /** Returns what draws labs at the present width. */
    public LabView labs() {
        return new LabView(width.getAsInt(), theme());
    }

    /** Writes an empty line. */
    public void gap() {
        out.println();
    }
}
