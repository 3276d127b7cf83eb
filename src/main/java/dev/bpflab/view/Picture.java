package dev.bpflab.view;

import java.util.ArrayList;
import java.util.List;

/** What can be drawn at any width. */
@FunctionalInterface
public interface Picture {
    /** Returns it in lines of at most so many columns of a terminal. */
    List<Line> lines(int width);

    /** Returns this picture with another below it. */
    default Picture above(Picture below) {
        return width -> {
            List<Line> lines = new ArrayList<>(lines(width));
            lines.addAll(below.lines(width));
            return lines;
        };
    }

    /** Returns it as plain text without a line end at its end. */
    default String plain(int width) {
        return Theme.PLAIN.print(lines(width)).stripTrailing();
    }
}
