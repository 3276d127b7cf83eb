package dev.bpflab.repl;

import static dev.bpflab.repl.Messages.text;

import dev.bpflab.repl.Proposals.Proposal;
import dev.bpflab.session.Completions.Documented;
import dev.bpflab.view.Columns;
import dev.bpflab.view.JavaCode;
import dev.bpflab.view.Line;
import dev.bpflab.view.Style;
import dev.bpflab.view.Wrap;
import java.util.ArrayList;
import java.util.List;

/**
 * What Tab shows below what is typed.
 *
 * @param width the columns that it may take
 * @param rows the lines that it may take
 */
record CompletionPanel(int width, int rows) {
    private static final int ROOMY = 60;
    private static final int LEAST_ROWS = 4;
    private static final String CUT = "…";

    CompletionPanel {
        width = Math.max(20, width);
        rows = Math.max(LEAST_ROWS, rows);
    }

    /** Returns the method whose argument is typed, and the proposals, one of which may be marked. */
    List<Line> list(Proposals proposals, int marked) {
        List<Line> lines = new ArrayList<>(call(proposals));
        int room = Math.max(1, rows - lines.size());
        List<Proposal> list = proposals.list();
        // The one that is marked must be seen, wherever it stands.
        int from = marked < room - 1 ? 0 : Math.min(marked, list.size() - room + 1);
        boolean all = from == 0 && list.size() <= room;
        List<Proposal> shown = list.subList(from, all ? list.size() : Math.min(list.size(), from + room - 1));
        int labels =
                shown.stream().mapToInt(one -> Columns.of(one.label())).max().orElse(0);
        boolean below = width < ROOMY && 2 * list.size() <= room;
        for (int i = 0; i < shown.size(); i++) {
            lines.add(row(shown.get(i), Math.min(labels, width / 2), from + i == marked));
            if (below && !shown.get(i).summary().isEmpty()) {
                lines.add(cut(Line.of("  " + shown.get(i).summary(), Style.DIM)));
            }
        }
        if (!all) {
            lines.add(cut(Line.of(text("tab.more", list.size() - shown.size()), Style.DIM)));
        }
        return lines;
    }

    private List<Line> call(Proposals proposals) {
        List<Line> lines = new ArrayList<>();
        List<Documented> overloads = proposals.call();
        int shown = Math.min(overloads.size(), Math.max(1, rows / 3));
        for (Documented overload : overloads.subList(0, shown)) {
            lines.addAll(Wrap.lines(signature(overload.signature(), proposals.argument()), width));
        }
        if (shown < overloads.size()) {
            lines.add(cut(Line.of(text("tab.overloads", overloads.size() - shown), Style.DIM)));
        }
        overloads.stream()
                .map(Documented::summary)
                .filter(summary -> !summary.isEmpty())
                .findFirst()
                .ifPresent(summary -> lines.add(cut(Line.of("  " + summary, Style.DIM))));
        return lines;
    }

    /** A signature in which the parameter stands out whose value is typed. */
    private static Line signature(String signature, int argument) {
        int open = signature.indexOf('(');
        if (argument < 0 || open < 0) {
            return JavaCode.line(signature);
        }
        String[] parameters =
                signature.substring(open + 1, signature.length() - 1).split(", ?(?![^<]*>)", -1);
        int current = Math.min(argument, parameters.length - 1);
        boolean more = argument < parameters.length || parameters[current].contains("...");
        Line line = Line.of(signature.substring(0, open + 1));
        for (int i = 0; i < parameters.length; i++) {
            line = line.plus(i == 0 ? "" : ", ")
                    .plus(parameters[i], i == current && more ? Style.PARTNER : Style.PLAIN);
        }
        return line.plus(")");
    }

    private Line row(Proposal proposal, int labels, boolean marked) {
        Line label =
                proposal.isJava() ? JavaCode.lines(proposal.label()).get(0) : Line.of(proposal.label(), Style.BOLD);
        Line shown = marked ? Line.of(proposal.label(), Style.FOUND) : label;
        if (width < ROOMY || proposal.summary().isEmpty()) {
            return cut(shown);
        }
        Line left = cut(shown, labels).padded(labels, false);
        return cut(left.plus("  ").plus(proposal.summary(), Style.DIM));
    }

    /** Returns all that is said of something, in pages that fit. */
    List<List<Line>> documentation(List<Documented> said) {
        List<Line> lines = new ArrayList<>();
        for (Documented one : said) {
            if (!lines.isEmpty()) {
                lines.add(Line.EMPTY);
            }
            lines.addAll(Wrap.lines(JavaCode.line(one.signature()), width));
            String doc = one.text().isEmpty() ? text("tab.nothing") : one.text();
            doc.lines().forEach(paragraph -> lines.addAll(indented(paragraph)));
        }
        List<List<Line>> pages = new ArrayList<>();
        for (int from = 0; from < lines.size(); from += rows - 1) {
            List<Line> page = new ArrayList<>(lines.subList(from, Math.min(lines.size(), from + rows - 1)));
            if (from + rows - 1 < lines.size()) {
                page.add(cut(Line.of(text("tab.next"), Style.DIM)));
            }
            pages.add(page);
        }
        return pages;
    }

    private List<Line> indented(String paragraph) {
        int indent = 2 + paragraph.length() - paragraph.stripLeading().length();
        return Wrap.lines(Line.of(paragraph.strip()), width - indent).stream()
                .map(line -> Line.of(" ".repeat(indent)).plus(line))
                .toList();
    }

    private Line cut(Line line) {
        return cut(line, width);
    }

    private static Line cut(Line line, int columns) {
        if (line.width() <= columns) {
            return line;
        }
        Line kept = Line.EMPTY;
        for (Line.Piece piece : line.pieces()) {
            StringBuilder text = new StringBuilder();
            for (int character : piece.text().codePoints().toArray()) {
                if (kept.width() + Columns.of(text.toString()) + Columns.of(character) >= columns) {
                    return kept.plus(text.toString(), piece.style()).plus(CUT, Style.DIM);
                }
                text.appendCodePoint(character);
            }
            kept = kept.plus(text.toString(), piece.style());
        }
        return kept;
    }
}
