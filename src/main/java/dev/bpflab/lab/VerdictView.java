package dev.bpflab.lab;

import static dev.bpflab.lab.Messages.text;

import dev.bpflab.lab.CheckResult.Details;
import dev.bpflab.lab.CheckResult.Difference;
import dev.bpflab.lab.CheckResult.Failed;
import dev.bpflab.view.Line;
import dev.bpflab.view.Style;
import dev.bpflab.view.Table;
import dev.bpflab.view.Wrap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a check found, as styled lines of a width. */
final class VerdictView {
    private static final Line LABEL_EXPECTED = Line.of("  expected: ", Style.BOLD);
    private static final Line LABEL_FOUND = Line.of("  found:    ", Style.BOLD);
    private static final Line LABEL_SUGGESTS = Line.of("  suggests: ", Style.BOLD);
    private static final Line LABEL_HINT = Line.of("  look at:  ", Style.BOLD);
    private static final Line INDENT = Line.of("  ");

    /** In short is a line or two. */
    private static final int BRIEF = 80;

    /** More rows of a table than this say no more. */
    private static final int SHOWN = 8;

    private final int width;

    VerdictView(int width) {
        this.width = width;
    }

    List<Line> lines(Lab lab, StepVerdict verdict) {
        Step step = verdict.step();
        String which = lab.nameOfAll(step);
        if (verdict.isPassed()) {
            boolean last = !step.optional() && lab.number(step) == lab.steps().size();
            return Wrap.lines(
                    Line.of("\u2713 ", Style.GOOD)
                            .plus(which + " passed: " + step.title() + ".", Style.GOOD)
                            .plus(last ? text("verdictView.nextEndsTheLab") : text("verdictView.nextGoesOn")),
                    width);
        }
        List<Failed> failures = verdict.failures();
        int all = verdict.results().size();
        int held = all - failures.size();
        String progress =
                held == 0 ? "" : ", " + held + " of " + all + " things " + (held == 1 ? "is" : "are") + " right";
        List<Line> lines = new ArrayList<>(
                Wrap.lines(Line.of(text("verdictView.isNotDoneYet", which, progress), Style.WARN), width));
        Set<String> told = new HashSet<>();
        for (Failed failed : failures) {
            // Checks that build on each other say the same when the first of them fails.
            if (told.add(failed.expected() + "\n" + failed.found())) {
                finding(failed, lines);
            }
        }
        return lines;
    }

    /** Returns the finding in short, for a learner who is still at it. */
    List<Line> brief(Failed failed) {
        List<Line> lines = new ArrayList<>();
        String words = failed.details()
                .map(VerdictView::first)
                .orElseGet(() -> "expected " + shortened(failed.expected()) + ", found " + shortened(failed.found()));
        labelled(Line.of("not yet: ", Style.WARN), words, lines);
        return lines;
    }

    private static String shortened(String text) {
        return text.length() <= BRIEF ? text : text.substring(0, BRIEF - 1).stripTrailing() + "\u2026";
    }

    private static String first(Details details) {
        List<Difference> all = details.differences();
        Difference first = all.get(0);
        String others = all.size() == 1 ? "" : text("verdictView.andMoreCheckShowsAll", all.size() - 1);
        return details.title() + ", key " + first.key() + ": expected " + first.expected() + ", found " + first.found()
                + others;
    }

    /** A table that differs in several rows is shown as one, so that nobody has to find out which belongs to which. */
    private void finding(Failed failed, List<Line> to) {
        List<Difference> differences =
                failed.details().map(Details::differences).orElse(List.of());
        if (differences.size() < 2) {
            labelled(LABEL_EXPECTED, failed.expected(), to);
            labelled(LABEL_FOUND, failed.found(), to);
        } else {
            failed.details().ifPresent(details -> table(details, to));
        }
        String suspicion = failed.details().map(Details::suspicion).orElse("");
        if (!suspicion.isEmpty()) {
            labelled(LABEL_SUGGESTS, suspicion + ".", to);
        }
        labelled(LABEL_HINT, failed.hint(), to);
    }

    private void table(Details details, List<Line> to) {
        List<Difference> all = details.differences();
        List<List<Line>> rows = all.stream()
                .limit(SHOWN)
                .map(one -> List.of(Line.of(one.key()), Line.of(one.expected()), Line.of(one.found(), Style.WARN)))
                .toList();
        List<Table.Column> columns =
                List.of(Table.Column.right("key"), Table.Column.right("expected"), Table.Column.right("found"));
        for (Line line : new Table(Line.of(details.title(), Style.BOLD), columns, rows).lines(width - INDENT.width())) {
            to.add(INDENT.plus(line));
        }
        if (all.size() > SHOWN) {
            to.add(INDENT.plus("and " + (all.size() - SHOWN) + " more", Style.DIM));
        }
    }

    private void labelled(Line label, String text, List<Line> to) {
        List<Line> wrapped = Wrap.lines(Line.of(text), Math.max(width - label.width(), 20));
        for (int i = 0; i < wrapped.size(); i++) {
            Line before = i == 0 ? label : Line.of(" ".repeat(label.width()));
            to.add(before.plus(wrapped.get(i)));
        }
    }
}
