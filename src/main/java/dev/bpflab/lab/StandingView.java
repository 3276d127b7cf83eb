package dev.bpflab.lab;

import static dev.bpflab.lab.Messages.text;

import dev.bpflab.lab.Step.Kind;
import dev.bpflab.view.Line;
import dev.bpflab.view.Style;
import dev.bpflab.view.Table;
import dev.bpflab.view.Wrap;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How far a learner is, as styled lines of a width. */
final class StandingView {
    /** More cells than this make a bar no clearer. */
    private static final int LONGEST_BAR = 20;

    /** Less than a table needs to be read. */
    private static final int NARROW = 60;

    private final int width;

    StandingView(int width) {
        this.width = width;
    }

    /** Returns a row for each lab. */
    List<Line> labs(List<Standing> standings) {
        if (width < NARROW) {
            List<Line> lines = new ArrayList<>(List.of(Line.of("Labs", Style.BOLD)));
            for (Standing standing : standings) {
                Lab lab = standing.lab();
                lines.addAll(wrapped(Line.of(lab.id() + " " + lab.title(), Style.BOLD)));
                lines.addAll(bar(standing));
            }
            return lines;
        }
        List<Kind> kinds = Stream.of(Kind.EXPERIMENT, Kind.CHALLENGE)
                .filter(kind ->
                        standings.stream().anyMatch(one -> !one.lab().of(kind).isEmpty()))
                .toList();
        List<Table.Column> columns = new ArrayList<>(List.of(
                Table.Column.left("lab"),
                Table.Column.left("title"),
                Table.Column.right("steps"),
                Table.Column.right("points")));
        kinds.forEach(kind -> columns.add(Table.Column.right(kind.role() + "s")));
        List<List<Line>> rows = new ArrayList<>();
        for (Standing standing : standings) {
            List<Line> row = new ArrayList<>(List.of(
                    Line.of(standing.lab().id()),
                    Line.of(standing.lab().title()),
                    count(standing, Kind.STEP),
                    Line.of(standing.points() + " of " + standing.lab().points())));
            kinds.forEach(kind -> row.add(count(standing, kind)));
            rows.add(row);
        }
        return new Table(Line.of("Labs", Style.BOLD), columns, rows).lines(width);
    }

    private static Line count(Standing standing, Kind kind) {
        int all = standing.lab().of(kind).size();
        int passed = standing.passed(kind);
        return all == 0 ? Line.EMPTY : Line.of(passed + " of " + all, passed == all ? Style.GOOD : Style.PLAIN);
    }

    /** Returns a row for each step, experiment and challenge of a lab. */
    List<Line> overview(Standing standing) {
        Lab lab = standing.lab();
        List<Line> lines = new ArrayList<>(
                table(Line.of("Lab " + lab.id() + ": " + lab.title(), Style.BOLD), lab.exercises(), standing));
        lines.addAll(bar(standing));
        return lines;
    }

    /** Returns a bar with a cell for each step, and the numbers behind it. */
    List<Line> bar(Standing standing) {
        Lab lab = standing.lab();
        int all = lab.steps().size();
        int passed = standing.passed(Kind.STEP);
        int cells = Math.min(all, LONGEST_BAR);
        int filled = passed == all ? cells : passed * cells / all;
        String words = passed + " of " + all + " steps, " + standing.points() + " of " + lab.points() + " points"
                + (standing.extraPoints() == 0 ? "" : " and " + standing.extraPoints() + " more");
        Line bar = Line.of("\u2588".repeat(filled), Style.GOOD).plus("\u00b7".repeat(cells - filled), Style.DIM);
        if (bar.width() + 1 + words.length() <= width) {
            return List.of(bar.plus(" " + words));
        }
        List<Line> lines = new ArrayList<>(List.of(bar));
        lines.addAll(Wrap.lines(Line.of(words), width));
        return lines;
    }

    /** Returns how the learner did, what is left to do, and how to go there. */
    List<Line> end(Standing standing) {
        Lab lab = standing.lab();
        List<Line> lines = new ArrayList<>();
        String points = standing.points() + " of " + lab.points() + " points.";
        if (standing.isComplete()) {
            lines.addAll(wrapped(Line.of("Lab " + lab.id() + " is complete: " + points, Style.GOOD)));
        } else {
            List<Step> open = lab.steps().stream()
                    .filter(step -> !standing.isPassed(step))
                    .toList();
            String steps = open.stream()
                    .map(step -> lab.number(step) + " (" + step.title() + ")")
                    .collect(Collectors.joining(", "));
            lines.addAll(
                    wrapped(Line.of(text("standingView.thatWasTheLastStep", points, steps, lab.address(open.get(0))))));
        }
        if (!lab.extras().isEmpty()) {
            lines.add(Line.EMPTY);
            Line title = Line.of(text("standingView.isMoreToDoIn"), Style.BOLD);
            lines.addAll(table(title, lab.extras(), standing));
            lines.addAll(wrapped(Line.of(text(
                    "standingView.stepGoesToTheFirst", lab.address(lab.extras().get(0))))));
        }
        return lines;
    }

    private List<Line> wrapped(Line line) {
        return Wrap.lines(line, width);
    }

    private List<Line> table(Line title, List<Step> exercises, Standing standing) {
        Lab lab = standing.lab();
        if (width < NARROW) {
            return list(title, exercises, standing);
        }
        List<List<Line>> rows = new ArrayList<>();
        for (Step step : exercises) {
            boolean current = standing.step().map(step::equals).orElse(false);
            rows.add(List.of(
                    Line.of(lab.address(step)),
                    Line.of(step.title(), current ? Style.BOLD : Style.PLAIN),
                    state(standing, step, current),
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

    /** Returns a line for each, with a mark for what is passed, what was skipped, and where the learner is. */
    private List<Line> list(Line title, List<Step> exercises, Standing standing) {
        List<Line> lines = new ArrayList<>(Wrap.lines(title, width));
        for (Step step : exercises) {
            boolean current = standing.step().map(step::equals).orElse(false);
            Line mark = switch (standing.state(step)) {
                case PASSED -> Line.of("\u2713", Style.GOOD);
                case SKIPPED -> Line.of("\u2013", Style.WARN);
                case OPEN -> Line.of(" ");
            };
            String address = standing.lab().address(step);
            lines.addAll(Wrap.lines(
                    mark.plus(" " + " ".repeat(Math.max(0, 2 - address.length())) + address + " ")
                            .plus(step.title(), current ? Style.BOLD : Style.PLAIN)
                            .plus(current ? " \u25c4" : ""),
                    width));
        }
        return lines;
    }

    private static Line state(Standing standing, Step step, boolean current) {
        boolean revealed = standing.progress().of(step).revealed();
        String here = !current ? "" : revealed ? " \u25c4" : text("standingView.hereYouAre");
        return switch (standing.state(step)) {
            case PASSED -> Line.of((revealed ? text("standingView.passedSolutionShown") : "passed") + here, Style.GOOD);
            case SKIPPED -> Line.of("skipped" + here, Style.WARN);
            case OPEN -> Line.of(current ? text("standingView.hereYouAre2") : "", Style.BOLD);
        };
    }
}
