package dev.bpflab.repl;

import dev.bpflab.view.Brackets;
import dev.bpflab.view.JavaCode;
import dev.bpflab.view.Line;
import dev.bpflab.view.Style;
import dev.bpflab.view.Theme;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Colours what is typed: Java and our vocabulary, commands, and the bracket at the cursor with its partner. */
final class SnippetHighlighter implements Highlighter {
    private final Bench bench;
    private final Supplier<Theme> themes;
    private final Map<Style, AttributedStyle> styles = new EnumMap<>(Style.class);
    private Theme theme;
    private String marked = "";
    private Line line = Line.EMPTY;
    private Brackets brackets = new Brackets(Line.EMPTY);

    SnippetHighlighter(Bench bench, Supplier<Theme> themes) {
        this.bench = bench;
        this.themes = themes;
        this.theme = themes.get();
    }

    @Override
    public AttributedString highlight(LineReader reader, String buffer) {
        if (!themes.get().equals(theme)) {
            theme = themes.get();
            styles.clear();
        }
        if (!theme.colour()) {
            return new AttributedString(buffer);
        }
        mark(buffer);
        AttributedStringBuilder shown = new AttributedStringBuilder(buffer.length());
        for (Line.Piece piece : line.pieces()) {
            shown.append(piece.text(), style(piece.style()));
        }
        partners(shown, reader.getBuffer().cursor());
        return shown.toAttributedString();
    }

    /** Finds the parts, once for each text: the cursor moves more often than the text changes. */
    private void mark(String buffer) {
        if (buffer.equals(marked)) {
            return;
        }
        marked = buffer;
        line = isPlain(buffer) ? command(buffer) : JavaCode.line(buffer);
        brackets = new Brackets(line);
    }

    private boolean isPlain(String buffer) {
        return bench.isDebugging() || Commands.isTypedCommand(buffer);
    }

    private static Line command(String buffer) {
        int name = buffer.length() - buffer.stripLeading().length();
        int end = name;
        while (end < buffer.length() && !Character.isWhitespace(buffer.charAt(end))) {
            end++;
        }
        return Line.of(buffer.substring(0, end), Style.BOLD).plus(buffer.substring(end));
    }

    /** The bracket on which the cursor stands, or else the one before it. */
    private void partners(AttributedStringBuilder shown, int cursor) {
        int at = brackets.partner(cursor) >= 0 ? cursor : cursor - 1;
        int partner = brackets.partner(at);
        if (partner >= 0 && Math.max(at, partner) < shown.length()) {
            restyle(shown, Math.min(at, partner));
            restyle(shown, Math.max(at, partner));
        }
    }

    private void restyle(AttributedStringBuilder shown, int at) {
        AttributedString before = shown.toAttributedString();
        shown.setLength(0);
        shown.append(before.subSequence(0, at))
                .append(String.valueOf(before.charAt(at)), style(Style.PARTNER))
                .append(before.subSequence(at + 1, before.length()));
    }

    private AttributedStyle style(Style style) {
        return styles.computeIfAbsent(style, missing -> {
            AttributedString sample = AttributedString.fromAnsi(theme.print(Line.of("x", missing)));
            return sample.styleAt(0);
        });
    }
}
