package dev.bpflab.chapter;

import dev.bpflab.chapter.Text.Span;
import dev.bpflab.view.Line;
import dev.bpflab.view.Style;
import java.util.ArrayList;
import java.util.List;

/** Running text with its marks as styles, and the footnotes that it had. Where there is no colour, code is in backquotes. */
final class TextRenderer {
    private final boolean colour;
    private final List<Text> notes = new ArrayList<>();
    private int taken;

    TextRenderer(boolean colour) {
        this.colour = colour;
    }

    Line line(Text text) {
        return line(text, Style.PLAIN);
    }

    /** Renders text whose unmarked spans have this style. */
    Line line(Text text, Style unmarked) {
        Line line = Line.EMPTY;
        List<Span> note = new ArrayList<>();
        for (Span span : text.spans()) {
            if (span.is(Text.Style.NOTE)) {
                note.add(span.without(Text.Style.NOTE));
            } else {
                line = line.plus(mark(note)).plus(span(span, unmarked));
            }
        }
        return line.plus(mark(note));
    }

    private Line mark(List<Span> note) {
        if (note.isEmpty()) {
            return Line.EMPTY;
        }
        notes.add(new Text(note));
        note.clear();
        return Line.of("\u00a0[note\u00a0" + notes.size() + "]", Style.DIM);
    }

    /** Renders the footnotes that were not taken yet, each beginning with its number. */
    List<Line> takeNotes() {
        List<Line> lines = new ArrayList<>();
        while (taken < notes.size()) {
            Text note = notes.get(taken++);
            lines.add(Line.of("Note " + taken + ": ", Style.DIM).plus(line(note)));
        }
        return lines;
    }

    private Line span(Span span, Style unmarked) {
        Style style = style(span, unmarked);
        String text = span.is(Text.Style.CODE) && !colour ? "`" + span.text() + "`" : span.text();
        if (span.is(Text.Style.LINK) && !span.target().equals(span.text())) {
            return Line.of(text, style).plus(" <" + span.target() + ">", Style.DIM);
        }
        if (span.is(Text.Style.XREF)) {
            return Line.of(text, style).plus(" [" + span.target() + "]", Style.DIM);
        }
        return Line.of(text, style);
    }

    private static Style style(Span span, Style unmarked) {
        if (span.is(Text.Style.LINK) || span.is(Text.Style.XREF)) {
            return Style.LINK;
        }
        if (span.is(Text.Style.CODE)) {
            return Style.CODE;
        }
        if (span.is(Text.Style.BOLD)) {
            return Style.BOLD;
        }
        return span.is(Text.Style.ITALIC) ? Style.ITALIC : unmarked;
    }
}
