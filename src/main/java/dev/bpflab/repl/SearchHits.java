package dev.bpflab.repl;

import static dev.bpflab.repl.Messages.text;

import dev.bpflab.chapter.PageSearch.Hit;
import dev.bpflab.chapter.Place;
import dev.bpflab.view.Line;
import dev.bpflab.view.Style;
import dev.bpflab.view.Wrap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a search found, by the section that it stands in, each with a number under which it can be followed. */
public final class SearchHits {
    /** More lines of one section than this say nothing new. */
    private static final int LINES_EACH = 3;

    /** The characters of a line that are shown around what was found. */
    private static final int EXCERPT = 160;

    private static final int CASELESS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    private static final String INDENT = "     ";

    private final Map<String, List<Hit>> bySection = new LinkedHashMap<>();
    private final String words;

    /** Puts first where the words stand in a title, then where they begin words, then where they are parts of some. */
    public SearchHits(List<Hit> hits, String words) {
        this.words = words;
        Map<String, List<Hit>> found = new LinkedHashMap<>();
        hits.forEach(
                hit -> found.computeIfAbsent(hit.id(), id -> new ArrayList<>()).add(hit));
        found.values().forEach(lines -> lines.sort(Comparator.comparing(hit -> !begin(hit.line()))));
        found.entrySet().stream()
                .sorted(Comparator.comparingInt(
                        section -> rank(section.getValue().get(0))))
                .forEach(section -> bySection.put(section.getKey(), section.getValue()));
    }

    private int rank(Hit best) {
        if (begin(best.title())) {
            return 0;
        }
        return begin(best.line()) ? 1 : 2;
    }

    private boolean begin(String text) {
        return Stream.of(words.split("\\s+", -1))
                .allMatch(word -> Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(word), CASELESS)
                        .matcher(text)
                        .find());
    }

    /** Returns where the numbers lead. */
    List<Place.Reference> references() {
        return bySection.values().stream()
                .map(hits -> new Place.Reference(hits.get(0).id(), hits.get(0).title()))
                .toList();
    }

    /** Returns the sections with some of the lines that were found in them, for so many columns. */
    public List<Line> lines(int width) {
        List<Line> lines = new ArrayList<>();
        int number = 0;
        for (Map.Entry<String, List<Hit>> section : bySection.entrySet()) {
            number++;
            List<Hit> hits = section.getValue();
            lines.addAll(Wrap.lines(
                    Line.of(text("search.number", number), Style.BOLD)
                            .plus(hits.get(0).title(), Style.HEADING)
                            .plus(" [" + section.getKey() + "]", Style.DIM),
                    width));
            hits.stream().limit(LINES_EACH).forEach(hit -> indented(excerpt(hit.line()), width, lines));
            if (hits.size() > LINES_EACH) {
                indented(Line.of(text("search.more", hits.size() - LINES_EACH), Style.DIM), width, lines);
            }
        }
        return lines;
    }

    private static void indented(Line line, int width, List<Line> lines) {
        for (Line part : Wrap.lines(line, width - INDENT.length())) {
            lines.add(Line.of(INDENT).plus(part));
        }
    }

    private Line excerpt(String line) {
        int at = Math.max(0, Highlight.first(line, words));
        int from = at < EXCERPT / 2 ? 0 : line.lastIndexOf(' ', at - EXCERPT / 4) + 1;
        int to = from + EXCERPT >= line.length() ? line.length() : Math.max(at, line.lastIndexOf(' ', from + EXCERPT));
        String cut = (from > 0 ? "\u2026 " : "") + line.substring(from, to) + (to < line.length() ? " \u2026" : "");
        Line marked = Line.of(cut);
        for (String word : words.split("\\s+", -1)) {
            marked = Highlight.marked(marked, word.toLowerCase(Locale.ROOT));
        }
        return marked;
    }
}
