package dev.bpflab.sim.verifier;

import java.util.HashMap;
import java.util.Map;

/** Which id of a remembered state stands for which id of the current one; a one-to-one relation. */
final class IdMap {
    private final Map<Integer, Integer> curOf = new HashMap<>();
    private final Map<Integer, Integer> oldOf = new HashMap<>();
    private int fresh = -1;

    /** Returns whether the two can stand for each other; 0, no id, only for 0. */
    boolean match(int old, int cur) {
        if (old == 0 || cur == 0) {
            return old == cur;
        }
        Integer known = curOf.get(old);
        if (known != null) {
            return known == cur;
        }
        if (oldOf.containsKey(cur)) {
            return false;
        }
        curOf.put(old, cur);
        oldOf.put(cur, old);
        return true;
    }

    /** As {@link #match}, but a number without id is one that no other equals. */
    boolean matchNumber(int old, int cur) {
        return match(old != 0 ? old : fresh--, cur != 0 ? cur : fresh--);
    }
}
