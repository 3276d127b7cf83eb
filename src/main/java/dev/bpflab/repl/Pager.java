package dev.bpflab.repl;

import dev.bpflab.view.Line;
import dev.bpflab.view.Theme;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Shows what may be more than fits on the screen. */
@FunctionalInterface
public interface Pager {
    /** Shows everything at once: for files, pipes and dumb terminals. */
    Pager NONE = (lines, from, last, screen) -> {
        screen.lines(lines);
        return lines.size();
    };

    /**
     * Shows lines. Where they are more than a screenful, the reader says when to go on, back, or to leave.
     *
     * @param from the line with which the first screen begins; what is before it can be reached by going back
     * @param last whether nothing follows; where something does, the reader says when it may
     * @return the first line that was on the screen when the reader left; the number of lines when he came to their end
     */
    int show(List<Line> lines, int from, boolean last, Screen screen);

    /** Returns whether lines fit on one screen, or nobody is asked anyway. */
    default boolean fits(List<Line> lines, Screen screen) {
        return true;
    }

    /** Says where what is typed goes that is no answer to the pager. */
    default void typesInto(Consumer<String> prompt) {}

    /** Opens the whole screen to be drawn on; empty where it cannot be, as on paper. */
    default Optional<Canvas> canvas(Theme theme) {
        return Optional.empty();
    }
}
