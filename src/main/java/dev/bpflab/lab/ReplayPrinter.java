package dev.bpflab.lab;

import dev.bpflab.lab.LearnerSession.Evaluated;
import dev.bpflab.view.Line;
import dev.bpflab.view.Style;
import dev.bpflab.view.Theme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Writes a replay as a learner would see it: text, snippet, result, map state, verdict. */
public final class ReplayPrinter implements Consumer<ReplayEvent> {
    private static final Line PROMPT = Line.of("> ", Style.BOLD);
    private static final Line MORE = Line.of("  ", Style.BOLD);

    private final Appendable out;
    private final Theme theme;
    private final LabView view;

    private final Typing typing;

    /** Writes what is typed. */
    @FunctionalInterface
    public interface Typing {
        /** Writes text, which may have escape sequences in it, as somebody would type it. */
        void type(String text) throws IOException;
    }

    /** Creates a printer; what it is told is flushed where {@code out} is flushed. */
    public ReplayPrinter(Appendable out, int width, Theme theme) {
        this(out, width, theme, out::append);
    }

    /** Creates a printer that leaves to somebody else how what is typed appears. */
    public ReplayPrinter(Appendable out, int width, Theme theme, Typing typing) {
        this.out = out;
        this.typing = typing;
        this.theme = theme;
        this.view = new LabView(width, theme);
    }

    @Override
    public void accept(ReplayEvent event) {
        if (event instanceof ReplayEvent.LabBegins begins) {
            print(view.intro(begins.lab()));
        } else if (event instanceof ReplayEvent.StepBegins begins) {
            print(List.of(Line.EMPTY));
            print(view.step(begins.lab(), begins.step()));
            print(List.of(Line.EMPTY));
        } else if (event instanceof ReplayEvent.Typed typed) {
            type(prompted(view.source(typed.source())));
        } else if (event instanceof ReplayEvent.Results results) {
            results.snippets().forEach(this::result);
        } else if (event instanceof ReplayEvent.MapState state) {
            print(List.of(Line.EMPTY));
            print(view.state(state));
        } else if (event instanceof ReplayEvent.Judged judged) {
            print(List.of(Line.EMPTY));
            print(view.verdict(judged.lab(), judged.verdict()));
        } else if (event instanceof ReplayEvent.LabEnds ends) {
            end(ends);
        }
    }

    private void result(Evaluated evaluated) {
        Style style = evaluated.ok() ? Style.PLAIN : Style.BAD;
        print(evaluated.text().lines().map(line -> Line.of(line, style)).toList());
    }

    private void end(ReplayEvent.LabEnds ends) {
        List<String> counts = new ArrayList<>();
        for (Step.Kind kind : Step.Kind.values()) {
            int all = ends.lab().of(kind).size();
            long missed =
                    ends.missed().stream().filter(step -> step.kind() == kind).count();
            if (all > 0) {
                counts.add((all - missed) + " of " + all + " " + kind.role() + (all == 1 ? "" : "s"));
            }
        }
        print(List.of(Line.EMPTY));
        print(view.outro(ends.lab()));
        print(List.of(
                Line.EMPTY,
                Line.of(String.join(", ", counts) + " passed.", ends.missed().isEmpty() ? Style.GOOD : Style.BAD)));
    }

    private static List<Line> prompted(List<Line> source) {
        List<Line> lines = new ArrayList<>();
        for (Line line : source) {
            lines.add(line.plain().isBlank() ? Line.EMPTY : (lines.isEmpty() ? PROMPT : MORE).plus(line));
        }
        return lines;
    }

    private void type(List<Line> lines) {
        try {
            typing.type(theme.print(lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void print(List<Line> lines) {
        try {
            out.append(theme.print(lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
