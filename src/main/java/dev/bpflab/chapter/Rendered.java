package dev.bpflab.chapter;

import dev.bpflab.view.Line;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A page or section as lines.
 *
 * @param place what it is
 * @param lines its lines
 * @param begins the line with which each section in it begins
 */
public record Rendered(Place place, List<Line> lines, NavigableMap<Integer, Block.Section> begins) {
    public Rendered {
        lines = List.copyOf(lines);
        begins = new TreeMap<>(begins);
    }

    /** Returns where a reader is who has this line before him. */
    public Place at(int line) {
        Map.Entry<Integer, Block.Section> section = begins.floorEntry(line);
        return section == null ? place : new Place(place.page(), section.getValue());
    }
}
