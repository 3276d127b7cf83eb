package dev.bpflab.bpf;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the names that someone who mistyped one may have meant. */
public final class Nearest {
    private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();

    private Nearest() {}

    /** Returns up to {@code limit} known names, the most alike first, equally alike ones by alphabet. */
    public static List<String> of(String wanted, Collection<String> known, int limit) {
        return known.stream()
                .sorted(Comparator.comparingInt((String name) -> DISTANCE.apply(wanted, name))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(limit)
                .toList();
    }
}
