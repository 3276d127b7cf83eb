package dev.bpflab.view;

import java.util.ArrayList;
import java.util.List;

/** Text under labels, which stand beside it where there is room and above it where there is not. */
public record Sections(List<Section> sections) {
    /** Narrower than this, the labels' column would leave too little for the text. */
    private static final int ROOMY = 60;

    private static final int GAP = 2;

    /**
     * A label and its text.
     *
     * @param label a word or two
     * @param body lines, each wrapped by itself; what is indented stays so
     */
    public record Section(Line label, List<Line> body) {
        public Section {
            body = List.copyOf(body);
        }

        /** Returns one whose label is in bold. */
        public Section(String label, List<Line> body) {
            this(Line.of(label, Style.BOLD), body);
        }
    }

    public Sections {
        sections = List.copyOf(sections);
    }

    /** Returns the sections in lines of at most so many columns. */
    public List<Line> lines(int width) {
        return lines(width, 0);
    }

    /** Returns the same with room for labels of so many columns, as wide as those of other sections above and below. */
    public List<Line> lines(int width, int least) {
        int labels =
                sections.stream().mapToInt(section -> section.label().width()).reduce(least, Math::max);
        boolean beside = isRoomy(width);
        int indent = beside ? labels + GAP : GAP;
        List<Line> lines = new ArrayList<>();
        for (Section section : sections) {
            Line label = section.label();
            List<Line> body = section.body().stream()
                    .flatMap(line -> hanging(line, width - indent).stream())
                    .toList();
            if (!beside) {
                lines.add(label);
            }
            for (int i = 0; i < body.size(); i++) {
                Line margin = beside && i == 0 ? label.padded(indent, false) : Line.of(" ".repeat(indent));
                lines.add(body.get(i).pieces().isEmpty() ? Line.EMPTY : margin.plus(body.get(i)));
            }
        }
        return lines;
    }

    /** Returns whether labels stand beside their text. */
    public static boolean isRoomy(int width) {
        return width >= ROOMY;
    }

    /** Wraps a line and indents what follows as the line itself, and two columns more. */
    private static List<Line> hanging(Line line, int width) {
        String plain = line.plain();
        int indent = plain.length() - plain.stripLeading().length();
        List<Line> wrapped = Wrap.lines(line, width);
        if (wrapped.size() < 2 || indent == 0) {
            return wrapped;
        }
        List<Line> lines = new ArrayList<>(List.of(wrapped.get(0)));
        Line rest = joined(wrapped.subList(1, wrapped.size()));
        for (Line more : Wrap.lines(rest, Math.max(width - indent - GAP, GAP))) {
            lines.add(Line.of(" ".repeat(indent + GAP)).plus(more));
        }
        return lines;
    }

    private static Line joined(List<Line> lines) {
        Line all = lines.get(0);
        for (Line line : lines.subList(1, lines.size())) {
            all = all.plus(" ").plus(line);
        }
        return all;
    }
}
