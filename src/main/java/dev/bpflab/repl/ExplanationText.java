package dev.bpflab.repl;

import static dev.bpflab.repl.Messages.text;

import dev.bpflab.bpf.Explanation;
import dev.bpflab.bpf.Explanation.Change;
import dev.bpflab.bpf.Explanation.Event;
import dev.bpflab.bpf.Explanation.Place;
import dev.bpflab.bpf.Explanation.Register;
import dev.bpflab.view.Line;
import dev.bpflab.view.Sections;
import dev.bpflab.view.Sections.Section;
import dev.bpflab.view.Style;
import java.util.ArrayList;
import java.util.List;

/** Shows why a program was refused: the instruction, its registers, what the verifier said and means, and what helps. */
public final class ExplanationText {
    private final Explanation explanation;
    private final String reading;

    private ExplanationText(Explanation explanation, String reading) {
        this.explanation = explanation;
        this.reading = reading;
    }

    /**
     * Returns an explanation in lines of at most so many columns.
     *
     * @param reading the command that shows a section of a chapter, such as {@code /read}, without the section
     */
    public static List<Line> lines(Explanation explanation, String reading, int width) {
        return new Sections(new ExplanationText(explanation, reading).sections()).lines(width);
    }

    private List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        Place place = explanation.place();
        if (place != null) {
            sections.add(new Section(text("explain.label.refused"), refused(place)));
        }
        explanation.registers().forEach(register -> sections.add(new Section(register.name(), held(register))));
        sections.add(new Section(
                text("explain.label.verifier"),
                List.of(Line.of(explanation.sentence().replace("; ", "\n"), Style.BAD))));
        sections.add(new Section(text("explain.label.meaning"), List.of(Line.of(explanation.meaning()))));
        List<Line> remedy = new ArrayList<>(List.of(Line.of(explanation.remedy())));
        explanation.changes().forEach(change -> remedy.addAll(written(change)));
        sections.add(new Section(text("explain.label.remedy"), remedy));
        sections.add(
                new Section(text("explain.label.read"), List.of(Line.of(reading + explanation.section(), Style.CODE))));
        return sections;
    }

    private static List<Line> refused(Place place) {
        List<Line> lines = new ArrayList<>();
        Line call = Line.of("#" + place.slot() + " ").plus(place.call(), Style.CODE);
        lines.add(place.source() == null ? call : call.plus("  " + place.source(), Style.DIM));
        if (!bare(place.call()).equals(bare(place.text()))) {
            lines.add(Line.of("   " + place.text(), Style.DIM));
        }
        return lines;
    }

    private static String bare(String code) {
        return code.replace(" ", "");
    }

    private static List<Line> held(Register register) {
        List<Line> lines = new ArrayList<>();
        Line words = Line.of(register.words());
        lines.add(register.state().isEmpty() ? words : words.plus("  " + register.state(), Style.DIM));
        String before = register.history().stream()
                .map(Event::state)
                .filter(state -> !state.isEmpty())
                .reduce(register.state(), (earlier, later) -> later);
        for (Event event : register.history()) {
            Place place = event.place();
            Line line = place == null
                    ? Line.of("  " + text("explain.start"))
                    : Line.of("  #" + place.slot() + " ").plus(place.call(), Style.CODE);
            boolean changed = !event.state().equals(before) && !event.state().isEmpty();
            lines.add(changed ? line.plus("  " + event.state(), Style.DIM) : line);
            before = event.state();
        }
        return lines;
    }

    private static List<Line> written(Change change) {
        List<Line> lines = new ArrayList<>(List.of(Line.of("  " + change.where() + ":", Style.DIM)));
        change.code().forEach(code -> lines.add(Line.of("    ").plus(code, Style.CODE)));
        return lines;
    }
}
