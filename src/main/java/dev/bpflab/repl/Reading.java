package dev.bpflab.repl;

import static dev.bpflab.repl.Messages.text;

import dev.bpflab.chapter.Block;
import dev.bpflab.chapter.Numbers;
import dev.bpflab.chapter.PageLibrary;
import dev.bpflab.chapter.Place;
import dev.bpflab.chapter.Rendered;
import dev.bpflab.lab.LabView;
import dev.bpflab.repl.Command.Answer;
import dev.bpflab.view.Line;
import dev.bpflab.view.Style;
import dev.bpflab.view.Wrap;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a reader reads at the prompt, where he is in it, where he was, and what can be followed from there. */
final class Reading {
    /** Of a lab's page neither hints nor solutions. */
    static final Predicate<Block> OPEN = LabView::isOpenToRead;

    /** Lines shown above one that was searched for. */
    private static final int CONTEXT = 2;

    private final PageLibrary pages;
    private final ReadingHistory history = new ReadingHistory();
    private List<Place.Reference> links = List.of();
    private String searched = "";
    private Bookmark bookmark = Bookmark.none();
    /** Where the reader left last time, until it is asked for: reading a page would cost every start. */
    private @Nullable String left;

    private @Nullable Place here;
    private boolean finished;

    Reading(PageLibrary pages) {
        this.pages = pages;
    }

    /** Begins where a bookmark lies, and moves it along. */
    void use(Bookmark kept) {
        bookmark = kept;
        here = null;
        left = kept.kept().orElse(null);
    }

    /** A page may have changed since the bookmark was put into it. */
    private Optional<Place> placeOf(String id) {
        try {
            return Optional.of(pages.find(id));
        } catch (NoSuchElementException gone) {
            return Optional.empty();
        }
    }

    /** Returns the place that is being read: in a long page, the section that the reader came to. */
    Optional<Place> here() {
        if (here == null) {
            here = Optional.ofNullable(left).flatMap(this::placeOf).orElse(null);
            left = null;
        }
        return Optional.ofNullable(here);
    }

    PageLibrary pages() {
        return pages;
    }

    /** Says what can be followed by its number from now on: what a search for words found. */
    void offer(List<Place.Reference> references, String words) {
        links = List.copyOf(references);
        searched = words;
    }

    /** Shows what an id names. */
    Answer open(Screen screen, String id) {
        return visit(screen, pages.find(id), "");
    }

    /** Goes on where the reader is: after what was read to its end, else there. */
    Answer goOn(Screen screen) {
        Place place = here().orElseThrow(() -> new NoSuchElementException(text("read.nowhere")));
        return finished && pages.next(place).isPresent() ? next(screen) : show(screen, place, "");
    }

    Answer next(Screen screen) {
        return step(screen, place -> pages.next(place), text("read.last"));
    }

    Answer previous(Screen screen) {
        return step(screen, place -> pages.previous(place), text("read.first"));
    }

    private Answer step(Screen screen, Function<Place, Optional<Place>> way, String none) {
        Place from = here().orElseThrow(() -> new NoSuchElementException(text("read.nowhere")));
        return visit(screen, way.apply(from).orElseThrow(() -> new NoSuchElementException(none)), "");
    }

    Answer back(Screen screen) {
        return show(screen, history.back().orElseThrow(() -> new NoSuchElementException(text("read.noBack"))), "");
    }

    Answer forward(Screen screen) {
        return show(
                screen, history.forward().orElseThrow(() -> new NoSuchElementException(text("read.noForward"))), "");
    }

    /** Follows the reference of this number in what was shown last; a hit of a search is shown where the words stand. */
    Answer follow(Screen screen, String number) {
        if (links.isEmpty()) {
            throw new NoSuchElementException(text("follow.nothing"));
        }
        int index = number.matches("\\d{1,4}") ? Integer.parseInt(number) : 0;
        if (index < 1 || index > links.size()) {
            throw new NoSuchElementException(text("follow.which", number, links.size()));
        }
        return visit(screen, pages.find(links.get(index - 1).target()), searched);
    }

    private Answer visit(Screen screen, Place place, String words) {
        history.visit(place);
        return show(screen, place, words);
    }

    private Answer show(Screen screen, Place place, String words) {
        Numbers numbers = Numbers.of(place.page(), OPEN);
        Rendered rendered = screen.pages().numbered(numbers).rendered(place);
        links = place.references(OPEN);
        searched = "";
        List<Line> lines = new ArrayList<>(rendered.lines());
        lines.addAll(footer(place, screen.width().getAsInt()));
        int from = words.isEmpty() ? 0 : Math.max(0, first(lines, words) - CONTEXT);
        here = place;
        int top = screen.page(lines, from);
        finished = top >= lines.size();
        if (!finished) {
            here = rendered.at(top + CONTEXT);
        }
        bookmark.keep(here.id());
        return Answer.OK;
    }

    private static int first(List<Line> lines, String words) {
        for (int i = 0; i < lines.size(); i++) {
            if (Highlight.first(lines.get(i).plain(), words) >= 0) {
                return i;
            }
        }
        return 0;
    }

    /** What can be followed, and what comes next. */
    private List<Line> footer(Place place, int width) {
        List<Line> lines = new ArrayList<>(List.of(Line.EMPTY));
        if (!links.isEmpty()) {
            lines.add(Line.of(text("read.links"), Style.DIM));
            for (int i = 0; i < links.size(); i++) {
                Place.Reference link = links.get(i);
                lines.addAll(Wrap.lines(
                        Line.of(text("read.link", i + 1, link.text())).plus(" [" + link.target() + "]", Style.DIM),
                        width));
            }
        }
        String after =
                pages.next(place).map(next -> text("read.after", next.title())).orElse(text("read.afterLast"));
        lines.addAll(Wrap.lines(Line.of(after, Style.DIM), width));
        return lines;
    }
}
