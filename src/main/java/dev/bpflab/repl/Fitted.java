package dev.bpflab.repl;

import dev.bpflab.view.Line;
import dev.bpflab.view.Wrap;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Messages made to fit a width: words are kept whole, indentation is kept, and a caret stays below what it points at. */
final class Fitted {
    private static final Pattern CARET = Pattern.compile("(\\s*)(\\^+) (.*)");
    private static final Pattern INDENTED = Pattern.compile("(\\s*)(.*)");
    private static final String CUT = "…";

    private Fitted() {}

    static List<String> lines(String text, int width) {
        List<String> lines = text.lines().toList();
        List<String> fitted = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher caret = CARET.matcher(i + 1 < lines.size() ? lines.get(i + 1) : "");
            if (caret.matches() && lines.get(i).length() >= caret.end(1)) {
                complaint(lines.get(i), caret, width, fitted);
                i++;
            } else {
                wrapped(lines.get(i), width, fitted);
            }
        }
        return fitted;
    }

    /** The part of the source line around the caret, the caret below it, and what is wrong beside or below that. */
    private static void complaint(String source, Matcher caret, int width, List<String> to) {
        int at = caret.end(1);
        int from = source.length() <= width || at < width / 2 ? 0 : at - width / 4;
        String before = from > 0 ? CUT : "";
        int room = width - before.length();
        boolean whole = source.length() - from <= room;
        to.add(before + (whole ? source.substring(from) : source.substring(from, from + room - 1) + CUT));
        int column = before.length() + at - from;
        String marks = "^".repeat(Math.min(caret.group(2).length(), Math.max(1, width - column)));
        String message = caret.group(3);
        if (column + marks.length() + 1 + message.length() <= width) {
            to.add(" ".repeat(column) + marks + " " + message);
        } else {
            to.add(" ".repeat(column) + marks);
            wrapped("  " + message, width, to);
        }
    }

    private static void wrapped(String line, int width, List<String> to) {
        Matcher indented = INDENTED.matcher(line);
        String indent = indented.matches() ? indented.group(1) : "";
        if (line.length() <= width || indent.length() > width / 2) {
            to.add(line);
            return;
        }
        for (Line part : Wrap.lines(Line.of(line.substring(indent.length())), width - indent.length())) {
            to.add(indent + part.plain());
        }
    }
}
