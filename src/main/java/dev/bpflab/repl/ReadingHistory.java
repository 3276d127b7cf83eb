package dev.bpflab.repl;

import dev.bpflab.chapter.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The places that a reader has been to, to go back and forward among as in a browser. */
final class ReadingHistory {
    private final List<Place> places = new ArrayList<>();
    private int at = -1;

    /** Notes a place that was gone to, and forgets those that one could have gone forward to. */
    void visit(Place place) {
        if (at >= 0 && places.get(at).id().equals(place.id())) {
            return;
        }
        places.subList(at + 1, places.size()).clear();
        places.add(place);
        at = places.size() - 1;
    }

    Optional<Place> back() {
        return at > 0 ? Optional.of(places.get(--at)) : Optional.empty();
    }

    Optional<Place> forward() {
        return at < places.size() - 1 ? Optional.of(places.get(++at)) : Optional.empty();
    }
}
