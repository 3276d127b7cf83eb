package dev.bpflab.chapter;

import dev.bpflab.view.Line;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How blocks are shown.
 *
 * @param width the columns that they may take
 * @param colour whether marks are shown by colour
 * @param linear whether everything is said in words, one thing after the other, for who listens to it
 * @param shown the blocks that are shown
 * @param numbers the numbers by which examples and answers are asked for; null where nobody can ask
 */
record Look(
        int width,
        boolean colour,
        boolean linear,
        Predicate<Block> shown,
        @Nullable Numbers numbers) {
    private static final int LEAST = 8;

    Look {
        width = Math.max(width, LEAST);
    }

    Look narrower(Line prefix) {
        return new Look(width - prefix.width(), colour, linear, shown, numbers);
    }

    Look showing(Predicate<Block> accepted) {
        return new Look(width, colour, linear, accepted, numbers);
    }

    Look numbered(@Nullable Numbers given) {
        return new Look(width, colour, linear, shown, given);
    }

    Look inWords(boolean words) {
        return new Look(width, colour, words, shown, numbers);
    }
}
