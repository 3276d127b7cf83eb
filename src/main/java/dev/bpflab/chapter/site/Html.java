package dev.bpflab.chapter.site;

import dev.bpflab.view.Line;
import dev.bpflab.view.Style;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Text as HTML. */
public final class Html {
    private Html() {}

    /** Returns text in which nothing is markup, between tags or in an attribute between double quotes. */
    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** Returns styled lines with a class for each style. */
    static String code(List<Line> lines) {
        return lines.stream().map(Html::code).collect(Collectors.joining("\n"));
    }

    private static String code(Line line) {
        return line.pieces().stream()
                .map(piece -> piece.style() == Style.PLAIN
                        ? escaped(piece.text())
                        : "<span class=\"" + name(piece.style()) + "\">" + escaped(piece.text()) + "</span>")
                .collect(Collectors.joining());
    }

    private static String name(Style style) {
        return "t-" + style.name().toLowerCase(Locale.ROOT);
    }
}
