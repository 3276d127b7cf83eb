package dev.bpflab.cli.doctor;

import dev.bpflab.view.Line;
import dev.bpflab.view.Sections;
import dev.bpflab.view.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws what the doctor found: under headings, in columns that stand one below the other where there is room for them. */
public final class DoctorReport {
    /** The column of yes and no. */
    private static final int MARK = 4;

    private final List<Finding> told;

    /** Makes a report of what is worth telling, or of all. */
    public DoctorReport(List<Finding> findings, boolean all) {
        told = findings.stream().filter(finding -> all || finding.isTold()).toList();
    }

    /** Returns the lines, at most so many columns wide. */
    public List<Line> lines(int width) {
        int topics = told.stream()
                .filter(finding -> finding.weight() == Finding.Weight.HEADLINE)
                .mapToInt(finding -> finding.topic().length())
                .max()
                .orElse(0);
        List<Line> lines = new ArrayList<>();
        for (Section section : Section.values()) {
            List<Finding> here = told.stream()
                    .filter(finding -> finding.section() == section)
                    .toList();
            if (!here.isEmpty()) {
                // A single row that is called as its section needs no heading.
                if (here.size() > 1 || !here.get(0).topic().equals(section.words())) {
                    lines.add(Line.of(heading(section), Style.HEADING));
                }
                boolean roomy = Sections.isRoomy(width);
                List<Sections.Section> rows =
                        here.stream().map(finding -> row(finding, roomy)).toList();
                lines.addAll(new Sections(rows).lines(width, MARK + topics));
            }
        }
        return lines;
    }

    private static String heading(Section section) {
        String words = section.words();
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static Sections.Section row(Finding finding, boolean roomy) {
        List<Line> body = new ArrayList<>();
        body.add(Line.of(finding.found()));
        if (!finding.prevents().isEmpty()) {
            body.add(Line.of("prevents: ", Style.DIM).plus(finding.prevents()));
        }
        if (!finding.remedy().isEmpty()) {
            body.add(Line.of("mend it: ", Style.DIM).plus(finding.remedy(), Style.CODE));
        }
        // Above its text, a topic without a mark begins at the left.
        Line mark = roomy || finding.status() != Status.FACT ? mark(finding).padded(MARK, false) : Line.EMPTY;
        return new Sections.Section(mark.plus(finding.topic()), body);
    }

    private static Line mark(Finding finding) {
        return switch (finding.status()) {
            case YES -> Line.of("yes", Style.GOOD);
            case NO -> Line.of("no", finding.harms() ? Style.BAD : Style.WARN);
            case UNKNOWN -> Line.of("?", Style.WARN);
            case FACT -> Line.EMPTY;
        };
    }
}
