package dev.bpflab.sim.map;

import dev.bpflab.sim.map.HashTable.Node;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which entry of an LRU map goes when room is wanted: the one inserted first that no program has looked up since its
 * turn last came. The kernel keeps lists for each CPU and evicts several at a time, some before the map is full: which
 * entries remain is an intended difference, that there are never more than {@code max_entries} is not.
 */
final class Recency {
    private final Set<Node> inTurn = new LinkedHashSet<>();

    synchronized void add(Node node) {
        inTurn.add(node);
    }

    synchronized void remove(Node node) {
        inTurn.remove(node);
    }

    /** Takes out the entry to evict; null when there is none. */
    synchronized @Nullable Node next() {
        // Each entry is spared at most once in a turn: after as many as there are, the first one goes all the same.
        for (int spared = inTurn.size(); !inTurn.isEmpty(); spared--) {
            Node node = inTurn.iterator().next();
            inTurn.remove(node);
            if (!node.used || spared <= 0) {
                return node;
            }
            node.used = false;
            inTurn.add(node);
        }
        return null;
    }
}
