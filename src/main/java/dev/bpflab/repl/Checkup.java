package dev.bpflab.repl;

import dev.bpflab.view.Line;
import java.util.List;

/** Looks at what this machine can do. */
@FunctionalInterface
public interface Checkup {
    /** Finds nothing to tell. */
    Checkup NONE = (width, all) -> List.of();

    /**
     * Looks, which takes about a second, and returns what was found.
     *
     * @param width at most so many columns are drawn on
     * @param all whether each map type, program type and the like is told too, and not only what sums them up
     */
    List<Line> examine(int width, boolean all);
}
