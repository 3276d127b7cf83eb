package dev.bpflab.chapter;

import dev.bpflab.chapter.Text.Span;
import dev.bpflab.view.Line;
import dev.bpflab.view.Style;

/** Running text with its marks as styles. Where there is no colour, code stands between backquotes. */
final class TextRenderer {
    private final boolean colour;

    TextRenderer(boolean colour) {
        this.colour = colour;
    }

    Line line(Text text) {
        return line(text, Style.PLAIN);
    }

    /** Renders text whose unmarked spans have this style. */
    Line line(Text text, Style unmarked) {
        Line line = Line.EMPTY;
        for (Span span : text.spans()) {
            line = line.plus(span(span, unmarked));
        }
        return line;
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
