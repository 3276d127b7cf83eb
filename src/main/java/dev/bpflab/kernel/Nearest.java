package dev.bpflab.kernel;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Finds the names that someone who mistyped one may have meant. */
final class Nearest {
    private Nearest() {}

    /** Returns up to {@code limit} known names, the most alike first, equally alike ones by alphabet. */
    static List<String> of(String wanted, Collection<String> known, int limit) {
        return known.stream()
                .sorted(Comparator.comparingInt((String name) -> distance(wanted, name))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(limit)
                .toList();
    }

    /** Returns how many characters must be put in, taken out or exchanged to make one word of the other. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int exchanged = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(exchanged, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
