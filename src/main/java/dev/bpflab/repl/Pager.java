package dev.bpflab.repl;

import dev.bpflab.view.Line;
import java.util.List;

/** Shows what may be more than fits on the screen. */
@FunctionalInterface
public interface Pager {
    /** Shows everything at once: for files, pipes and dumb terminals. */
    Pager NONE = (parts, screen) -> parts.forEach(screen::lines);

    /**
     * Shows parts one below the other. Where they are more than a screenful, the reader says when to go on, at the latest
     * before each new part.
     */
    void show(List<List<Line>> parts, Screen screen);
}
