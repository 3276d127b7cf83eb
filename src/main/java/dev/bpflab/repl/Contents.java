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
final class Contents {
    /** Sections below this level are details. */
    private static final int DEEPEST = 2;

    private final int width;
    private final @Nullable Place here;
    private final List<Line> lines = new ArrayList<>();

    private Contents(int width, @Nullable Place here) {
        this.width = width;
        this.here = here;
    }

    static List<Line> lines(Reading reading, int width) {
        Contents contents = new Contents(width, reading.here().orElse(null));
        PageLibrary.Entry.@Nullable Kind kind = null;
        for (PageLibrary.Entry entry : reading.pages().entries()) {
            if (entry.kind() != kind) {
                kind = entry.kind();
                contents.heading(kind);
            }
            contents.page(entry, reading.pages());
        }
        contents.lines.add(Line.EMPTY);
        contents.lines.addAll(Wrap.lines(Line.of(text("contents.how"), Style.DIM), width));
        return contents.lines;
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

    private void page(PageLibrary.Entry entry, PageLibrary pages) {
        Place at = here;
        boolean open = at != null && at.page().id().equals(entry.id());
        row(text("read.row", entry.id()), entry.title(), 0, open && at != null && at.section() == null);
        if (open) {
            Page page = pages.page(entry.id());
            for (Block.Section section : page.sections()) {
                if (section.level() <= DEEPEST) {
                    Place place = new Place(page, section);
                    boolean isHere = at != null && place.id().equals(at.id());
                    row(text("read.row", place.id()), section.title().plain(), section.level(), isHere);
                }
            }
        }
    }

    private void row(String command, String title, int level, boolean isHere) {
        Line mark = isHere ? Line.of("> ", Style.WARN) : Line.of("  ");
        Line left = mark.plus("  ".repeat(level)).plus(command, Style.BOLD).plus("  ");
        String note = isHere ? " " + text("contents.here") : "";
        Line right = Line.of(title).plus(note, Style.WARN);
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
