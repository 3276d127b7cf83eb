package dev.bpflab.view;

import java.util.ArrayList;
import java.util.List;

/** What can be drawn at any width. */
@FunctionalInterface
public interface Picture {
    /** Returns it in lines of at most so many columns of a terminal. */
    List<Line> lines(int width);

    /** Returns it for who listens to it, without what only the eye can tell. */
    default List<Line> inWords(int width) {
        return lines(width);
    }

    /** Returns this picture with another below it. */
    default Picture above(Picture below) {
        return new Above(this, below);
    }

    /** Two pictures, one above the other. */
    record Above(Picture first, Picture second) implements Picture {
        @Override
        public List<Line> lines(int width) {
            return joined(first.lines(width), second.lines(width));
        }

        @Override
        public List<Line> inWords(int width) {
            return joined(first.inWords(width), second.inWords(width));
        }

        private static List<Line> joined(List<Line> first, List<Line> second) {
            List<Line> lines = new ArrayList<>(first);
            lines.addAll(second);
            return lines;
        }
    }

    /** Returns it as plain text without a line end at its end. */
    default String plain(int width) {
        return Theme.PLAIN.print(lines(width)).stripTrailing();
    }
}
