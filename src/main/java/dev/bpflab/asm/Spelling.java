package dev.bpflab.asm;

import java.util.Comparator;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the word that someone who mistyped one may have meant. */
public final class Spelling {
    private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();

    /** In a word of this length two letters may have changed places, which counts as two slips. */
    private static final int TRANSPOSABLE = 4;

    private static final int UNMISTAKABLE = 8;

    private Spelling() {}

    /**
     * Returns {@code ; did you mean 'goto'?}, or nothing when no known word comes near. A slip of the keyboard changes up to
     * a third of a word; whoever leaves off the end of a long one, as in {@code bpf_map_lookup}, means the whole.
     */
    public static String hint(String written, Stream<String> known) {
        return known.filter(word -> !word.equals(written) && comesNear(written, word))
                .min(Comparator.comparing((String word) -> !begins(written, word))
                        .thenComparing(word -> DISTANCE.apply(written, word))
                        .thenComparing(Comparator.naturalOrder()))
                .map(word -> "; did you mean '" + word + "'?")
                .orElse("");
    }

    private static boolean comesNear(String written, String word) {
        int shorter = Math.min(written.length(), word.length());
        int slips = shorter < TRANSPOSABLE ? 1 : Math.max(2, shorter / 3);
        return begins(written, word) || (written.length() > 1 && DISTANCE.apply(written, word) <= slips);
    }

    private static boolean begins(String written, String word) {
        return written.length() >= UNMISTAKABLE && word.startsWith(written);
    }
}
