package dev.bpflab.lab;

import dev.bpflab.chapter.Block;
import dev.bpflab.chapter.PageRenderer;
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
    private static final Line LABEL_EXPECTED = Line.of("  expected: ", Style.BOLD);
    private static final Line LABEL_FOUND = Line.of("  found:    ", Style.BOLD);
    private static final Line LABEL_HINT = Line.of("  look at:  ", Style.BOLD);

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
    public List<Line> end(LabRunner runner) {
        Lab lab = runner.lab();
        List<Line> lines = new ArrayList<>(outro(lab));
        String points = runner.points() + " of " + lab.points() + " points.";
        List<Step> open = lab.steps().stream()
                .filter(step -> runner.state(step) != StepState.PASSED)
                .toList();
        lines.add(Line.EMPTY);
        if (runner.isComplete()) {
            lines.addAll(Wrap.lines(Line.of("Lab " + lab.id() + " is complete: " + points, Style.GOOD), width));
        } else {
            String steps = String.join(
                    ", ",
                    open.stream()
                            .map(step -> lab.number(step) + " (" + step.title() + ")")
                            .toList());
            int first = lab.number(open.get(0));
            lines.addAll(Wrap.lines(
                    Line.of("That was the last step: " + points + " Not passed: " + steps + ". /lab " + lab.id() + " "
                            + first + " goes back."),
                    width));
        }
        if (!lab.extras().isEmpty()) {
            lines.add(Line.EMPTY);
            lines.addAll(extras(runner));
        }
        return lines;
    }

    /** Returns what there is to do beyond the steps. */
    private List<Line> extras(LabRunner runner) {
        Lab lab = runner.lab();
        Line title = Line.of("There is more to do, in any order, if you like", Style.BOLD);
        List<Line> lines = new ArrayList<>(table(title, lab.extras(), runner));
        String first = lab.address(lab.extras().get(0));
        lines.addAll(Wrap.lines(Line.of("/lab " + lab.id() + " " + first + " goes to the first of these."), width));
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
            return Wrap.lines(Line.of("This step has no hints; /solution shows one way to do it."), width);
        }
        List<Line> lines = new ArrayList<>();
        lines.add(Line.of("Hint " + help.tier() + " of " + help.tiers(), Style.BOLD));
        lines.addAll(this.help.lines(help.hint().get().text()));
        return lines;
    }

    /** Returns a solution's source. */
    public List<Line> source(String source) {
        return JavaCode.lines(source);
    }

    /** Returns what the check of a step found: that it passed, or for each thing what was expected, found, and to look at. */
    public List<Line> verdict(Lab lab, StepVerdict verdict) {
        Step step = verdict.step();
        String which = lab.nameOfAll(step);
        if (verdict.isPassed()) {
            boolean last = !step.optional() && lab.number(step) == lab.steps().size();
            return Wrap.lines(
                    Line.of("\u2713 ", Style.GOOD)
                            .plus(which + " passed: " + step.title() + ".", Style.GOOD)
                            .plus(last ? " /next ends the lab." : " /next goes on."),
                    width);
        }
        List<CheckResult.Failed> failures = verdict.failures();
        int held = verdict.results().size() - failures.size();
        String progress =
                held == 0 ? "" : ", " + held + " of " + verdict.results().size() + " things are right";
        List<Line> lines =
                new ArrayList<>(Wrap.lines(Line.of(which + " is not done yet" + progress + ".", Style.WARN), width));
        for (CheckResult.Failed failed : failures) {
            labelled(LABEL_EXPECTED, failed.expected(), lines);
            labelled(LABEL_FOUND, failed.found(), lines);
            labelled(LABEL_HINT, failed.hint(), lines);
        }
        return lines;
    }

    /** Returns what a map holds as a table. */
    public List<Line> state(ReplayEvent.MapState state) {
        Line title = Line.of(state.map(), Style.BOLD)
                .plus(" holds" + (state.entries().isEmpty() ? " nothing" : ""));
        List<List<Line>> rows = new ArrayList<>(state.entries().stream()
                .map(entry -> entry.stream().map(Line::of).toList())
                .toList());
        if (rows.isEmpty()) {
            return List.of(title);
        }
        List<Line> lines = new ArrayList<>(new Table(
                        title, List.of(column("key", state.key()), column("value", state.value())), rows)
                .lines(width));
        if (state.others() > 0) {
            lines.add(Line.of("and " + state.others() + " more", Style.DIM));
        }
        return lines;
    }

    /** Returns how far a learner is with every step. */
    public List<Line> overview(LabRunner runner) {
        Lab lab = runner.lab();
        String extras =
                lab.extras().isEmpty() ? "" : " and " + runner.extraPoints() + " of " + lab.extraPoints() + " more";
        Line title = Line.of(
                "Lab " + lab.id() + ": " + lab.title() + ", " + runner.points() + " of " + lab.points() + " points"
                        + extras,
                Style.BOLD);
        return table(title, lab.exercises(), runner);
    }

    private List<Line> table(Line title, List<Step> exercises, LabRunner runner) {
        Lab lab = runner.lab();
        List<List<Line>> rows = new ArrayList<>();
        for (Step step : exercises) {
            boolean current = runner.step().map(step::equals).orElse(false);
            rows.add(List.of(
                    Line.of(lab.address(step)),
                    Line.of(step.title(), current ? Style.BOLD : Style.PLAIN)
                            .plus(step.optional() ? " (" + step.kind().role() + ")" : "", Style.DIM),
                    state(runner.state(step), current),
                    Line.of(Integer.toString(step.points()))));
        }
        return new Table(
                        title,
                        List.of(
                                Table.Column.right("step"),
                                Table.Column.left(""),
                                Table.Column.left(""),
                                Table.Column.right("points")),
                        rows)
                .lines(width);
    }

    private static Line state(StepState state, boolean current) {
        return switch (state) {
            case PASSED -> Line.of("passed" + (current ? ", here you are" : ""), Style.GOOD);
            case SKIPPED -> Line.of("skipped" + (current ? ", here you are" : ""), Style.WARN);
            case OPEN -> Line.of(current ? "here you are" : "", Style.BOLD);
        };
    }

    private static Table.Column column(String name, String type) {
        boolean number = type.startsWith("u");
        return number ? Table.Column.right(name) : Table.Column.left(name);
    }

    private List<Line> heading(Line title, String underline) {
        List<Line> lines = new ArrayList<>(Wrap.lines(title, width));
        int longest = lines.stream().mapToInt(Line::width).max().orElse(0);
        lines.add(Line.of(underline.repeat(longest), Style.FRAME));
        return lines;
    }

    private void labelled(Line label, String text, List<Line> to) {
        List<Line> wrapped = Wrap.lines(Line.of(text), Math.max(width - label.width(), 20));
        for (int i = 0; i < wrapped.size(); i++) {
            Line before = i == 0 ? label : Line.of(" ".repeat(label.width()));
            to.add(before.plus(wrapped.get(i)));
        }
    }
}
