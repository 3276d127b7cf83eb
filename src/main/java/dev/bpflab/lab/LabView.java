package dev.bpflab.lab;

import static dev.bpflab.lab.Messages.text;

import dev.bpflab.chapter.Block;
import dev.bpflab.chapter.PageRenderer;
import dev.bpflab.view.CodeWrap;
import dev.bpflab.view.JavaCode;
import dev.bpflab.view.Line;
import dev.bpflab.view.Style;
import dev.bpflab.view.Table;
import dev.bpflab.view.Theme;
import dev.bpflab.view.Wrap;
import java.util.ArrayList;
import java.util.List;

/** What a learner sees of a lab, as styled lines of a width: its text, help, verdicts, map state and overview. */
public final class LabView {

    private final int width;
    private final PageRenderer pages;
    private final PageRenderer help;

    /** Creates a view for so many columns. */
    public LabView(int width, Theme theme) {
        this.width = Math.max(width, 20);
        this.help = PageRenderer.of(width, theme);
        this.pages = help.showing(LabView::isOpenToRead);
    }

    /** Tells whether a block of a lab's page may be read at any time: it is neither a hint nor a solution. */
    public static boolean isOpenToRead(Block block) {
        return !block.hasRole("hint") && !block.hasRole("solution");
    }

    /** Returns a lab's title and introduction. */
    public List<Line> intro(Lab lab) {
        List<Line> lines = heading(Line.of("Lab " + lab.id() + ": " + lab.title(), Style.HEADING), "\u2550");
        lines.add(Line.EMPTY);
        lines.addAll(pages.lines(lab.intro()));
        return lines;
    }

    /** Returns what stands at a lab's end, without a word on how the learner did. */
    public List<Line> outro(Lab lab) {
        return pages.lines(lab.outro());
    }

    /** Returns what stands at a lab's end, and how the learner did. */
    public List<Line> end(Standing standing) {
        List<Line> lines = new ArrayList<>(outro(standing.lab()));
        lines.add(Line.EMPTY);
        lines.addAll(new StandingView(width).end(standing));
        return lines;
    }

    /** Returns a step's heading and text. */
    public List<Line> step(Lab lab, Step step) {
        List<Line> lines = heading(Line.of(lab.nameOfAll(step) + ": " + step.title(), Style.HEADING), "\u2500");
        lines.add(Line.EMPTY);
        lines.addAll(pages.lines(step.text()));
        return lines;
    }

    /** Returns a tier of help. */
    public List<Line> help(LabRunner.Help help) {
        if (help.hint().isEmpty()) {
            return Wrap.lines(Line.of(text("labView.thisStepHasNoHints")), width);
        }
        List<Line> lines = new ArrayList<>();
        lines.add(Line.of("Hint " + help.tier() + " of " + help.tiers(), Style.BOLD));
        lines.addAll(this.help.lines(help.hint().get().text()));
        lines.addAll(Wrap.lines(
                Line.of(
                        help.tier() < help.tiers()
                                ? text("labView.hintGivesTheNext")
                                : text("labView.thatWasTheLastHint"),
                        Style.DIM),
                width));
        return lines;
    }

    /** Returns a solution's source. */
    public List<Line> source(String source) {
        return CodeWrap.lines(JavaCode.lines(source), width);
    }

    /** Returns what the check of a step found: that it passed, or for each thing what was expected, found, and to look at. */
    public List<Line> verdict(Lab lab, StepVerdict verdict) {
        return new VerdictView(width).lines(lab, verdict);
    }

    /** Returns what a map holds as a table, beside what it held before where it was there; what has changed stands out. */
    public List<Line> state(ReplayEvent.MapState state) {
        Line title =
                Line.of(state.map(), Style.BOLD).plus(" holds" + (state.rows().isEmpty() ? " nothing" : ""));
        if (state.rows().isEmpty()) {
            return List.of(title);
        }
        List<Table.Column> columns = new ArrayList<>(List.of(Table.Column.right("key")));
        if (state.existed()) {
            columns.add(column("before", state.numbers()));
        }
        columns.add(column(state.existed() ? "now" : "value", state.numbers()));
        List<List<Line>> rows = new ArrayList<>();
        for (ReplayEvent.Row row : state.rows()) {
            List<Line> cells = new ArrayList<>(List.of(Line.of(row.key())));
            if (state.existed()) {
                cells.add(Line.of(row.before(), Style.DIM));
            }
            boolean changed = state.existed() && row.isChanged();
            String now = row.now().isEmpty() ? "gone" : row.now();
            cells.add(Line.of(now, changed ? Style.GOOD : Style.PLAIN));
            rows.add(cells);
        }
        List<Line> lines = new ArrayList<>(new Table(title, columns, rows).lines(width));
        if (state.others() > 0) {
            lines.add(Line.of("and " + state.others() + " more", Style.DIM));
        }
        return lines;
    }

    /** Returns how far a learner is with every step. */
    public List<Line> overview(Standing standing) {
        return new StandingView(width).overview(standing);
    }

    /** Returns how far a learner is, as a bar in a line. */
    public List<Line> bar(Standing standing) {
        return new StandingView(width).bar(standing);
    }

    /** Returns how far a learner is with every lab. */
    public List<Line> labs(List<Standing> standings) {
        return new StandingView(width).labs(standings);
    }

    /** Returns one thing that is not as expected, in a line or two. */
    public List<Line> brief(CheckResult.Failed failed) {
        return new VerdictView(width).brief(failed);
    }

    private static Table.Column column(String name, boolean number) {
        return number ? Table.Column.right(name) : Table.Column.left(name);
    }

    private List<Line> heading(Line title, String underline) {
        List<Line> lines = new ArrayList<>(Wrap.lines(title, width));
        int longest = lines.stream().mapToInt(Line::width).max().orElse(0);
        lines.add(Line.of(underline.repeat(longest), Style.FRAME));
        return lines;
    }
}
