package dev.bpflab.repl;

import static dev.bpflab.repl.Messages.text;

import dev.bpflab.chapter.Block;
import dev.bpflab.chapter.Page;
import dev.bpflab.chapter.PageLibrary;
import dev.bpflab.chapter.Place;
import dev.bpflab.view.Line;
import dev.bpflab.view.Style;
import dev.bpflab.view.Wrap;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What there is to read, with the sections of the page that one is in and a mark where that is. */
public final class Contents {
    /** Sections below this level are details. */
    private static final int DEEPEST = 2;

    private final int width;
    private final String command;
    private final String open;
    private final @Nullable Place here;
    private final List<Line> lines = new ArrayList<>();

    /**
     * Prepares a list.
     *
     * @param command what is typed before an id
     * @param open the id of the page of which the sections are listed; empty for none
     * @param here the place that is marked; null for none
     * @param width the columns that there are
     */
    public Contents(String command, String open, @Nullable Place here, int width) {
        this.command = command;
        this.open = open;
        this.here = here;
        this.width = width;
    }

    /** Returns the pages of a library, under what they are for. */
    public List<Line> lines(PageLibrary pages) {
        PageLibrary.Entry.@Nullable Kind kind = null;
        for (PageLibrary.Entry entry : pages.entries()) {
            if (entry.kind() != kind) {
                kind = entry.kind();
                heading(kind);
            }
            row(entry.id(), entry.title(), 0);
            if (entry.id().equals(open)) {
                sections(pages.page(entry.id()));
            }
        }
        return lines;
    }

    private void heading(PageLibrary.Entry.Kind kind) {
        if (!lines.isEmpty()) {
            lines.add(Line.EMPTY);
        }
        String title = switch (kind) {
            case CHAPTER -> text("contents.chapters");
            case LAB -> text("contents.labs");
            case REFERENCE -> text("contents.reference");
        };
        lines.add(Line.of(title, Style.HEADING));
    }

    private void sections(Page page) {
        for (Block.Section section : page.sections()) {
            if (section.level() <= DEEPEST) {
                row(new Place(page, section).id(), section.title().plain(), section.level());
            }
        }
    }

    private void row(String id, String title, int level) {
        boolean isHere = here != null && here.id().equals(id);
        Line mark = isHere ? Line.of("> ", Style.WARN) : Line.of("  ");
        Line left = mark.plus("  ".repeat(level))
                .plus(command + " " + id, Style.BOLD)
                .plus("  ");
        Line right = Line.of(title).plus(isHere ? " " + text("contents.here") : "", Style.WARN);
        List<Line> wrapped = Wrap.lines(right, Math.max(width - left.width(), 8));
        boolean beside = left.width() + 12 <= width;
        if (!beside) {
            lines.add(left);
            wrapped = Wrap.lines(right, width - 8);
        }
        for (int i = 0; i < wrapped.size(); i++) {
            Line before = beside && i == 0 ? left : Line.of(" ".repeat(beside ? left.width() : 8));
            lines.add(before.plus(wrapped.get(i)));
        }
    }
}
