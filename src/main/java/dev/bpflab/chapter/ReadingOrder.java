package dev.bpflab.chapter;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The order in which pages are read: the chapters by their numbers, then the labs, then what one looks things up in. */
final class ReadingOrder {
    private static final int LAST = Integer.MAX_VALUE;

    static final Comparator<PageLibrary.Entry> PAGES = Comparator.comparing(PageLibrary.Entry::kind)
            .thenComparing(entry -> numbers(entry.id()), ReadingOrder::compare)
            .thenComparing(PageLibrary.Entry::id);

    private ReadingOrder() {}

    /** Returns where one reads on: the next section, or the next page of its kind. */
    static Optional<Place> next(PageLibrary library, Place place) {
        return place.nextInPage().or(() -> neighbour(library, place, 1));
    }

    /** Returns what one reads before that: the section before, the page that it begins, or the page before. */
    static Optional<Place> previous(PageLibrary library, Place place) {
        return place.previousInPage().or(() -> neighbour(library, place, -1));
    }

    private static Optional<Place> neighbour(PageLibrary library, Place place, int step) {
        List<PageLibrary.Entry> entries = library.entries();
        for (int i = 0; i < entries.size(); i++) {
            PageLibrary.Entry here = entries.get(i);
            int other = i + step;
            if (here.id().equals(place.page().id()) && other >= 0 && other < entries.size()) {
                PageLibrary.Entry there = entries.get(other);
                return there.kind() == here.kind()
                        ? Optional.of(new Place(library.page(there.id()), null))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Returns the numbers in an id: 2 and 10 for {@code lab/2.10}; a page without one comes last. */
    private static List<Integer> numbers(String id) {
        String digits = id.replaceFirst("^lab/", "");
        return digits.matches("\\d{1,6}(\\.\\d{1,6})*")
                ? List.of(digits.split("\\.")).stream().map(Integer::valueOf).toList()
                : List.of(LAST);
    }

    private static int compare(List<Integer> one, List<Integer> other) {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            int order = Integer.compare(one.get(i), other.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(one.size(), other.size());
    }
}
