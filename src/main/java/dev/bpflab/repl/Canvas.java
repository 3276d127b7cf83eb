package dev.bpflab.repl;

import dev.bpflab.view.Line;
import java.util.List;

/** A whole screen that is drawn over and over, and the keys that are pressed meanwhile; closed, the old screen is back. */
interface Canvas extends AutoCloseable {
    /** What {@link #key} returns when none was pressed. */
    int NO_KEY = -2;

    /** Returns how many columns there are now. */
    int width();

    /** Returns how many rows there are now. */
    int height();

    /** Shows these lines from the top, each of at most {@link #width} columns, and nothing else. */
    void draw(List<Line> lines);

    /** Waits for a key at most so long; returns it, {@link #NO_KEY}, or -1 when nobody can press one any more. */
    int key(long millis);

    @Override
    void close();
}
