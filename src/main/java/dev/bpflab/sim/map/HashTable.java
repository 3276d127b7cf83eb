package dev.bpflab.sim.map;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The buckets of a hash map: read without a lock, written under the bucket's {@link #lock}. */
final class HashTable {
    private static final int MOST_BUCKETS = 1 << 20;

    /** One entry; {@code next} is the following one of the bucket and stays valid for readers after removal. */
    static final class Node {
        final byte[] key;
        final int hash;
        final ElementPool.Element element;

        /** Whether it was used since its turn to be evicted last came near. */
        volatile boolean used;

        private volatile @Nullable Node next;

        Node(byte[] key, int hash, ElementPool.Element element) {
            this.key = key.clone();
            this.hash = hash;
            this.element = element;
        }
    }

    private final AtomicReferenceArray<@Nullable Node> buckets;
    private final Object[] locks;

    HashTable(long entries) {
        int wanted = (int) Math.min(entries, MOST_BUCKETS);
        buckets = new AtomicReferenceArray<>(Integer.highestOneBit(Math.max(1, 2 * wanted - 1)));
        locks = new Object[Math.min(64, buckets.length())];
        Arrays.setAll(locks, i -> new Object());
    }

    static int hash(byte[] key) {
        int hash = Arrays.hashCode(key) * 0x9e37_79b9;
        return hash ^ hash >>> 15;
    }

    Object lock(int hash) {
        return locks[hash & locks.length - 1];
    }

    @Nullable
    Node find(byte[] key, int hash) {
        for (Node node = buckets.get(indexOf(hash)); node != null; node = node.next) {
            if (node.hash == hash && Arrays.equals(node.key, key)) {
                return node;
            }
        }
        return null;
    }

    /** Puts an entry in front of its bucket. */
    void link(Node node) {
        node.next = buckets.get(indexOf(node.hash));
        buckets.set(indexOf(node.hash), node);
    }

    /** Takes an entry out of its bucket; returns whether it was in it. */
    boolean unlink(Node gone) {
        Node before = null;
        for (Node node = buckets.get(indexOf(gone.hash)); node != null; node = node.next) {
            if (node == gone) {
                if (before == null) {
                    buckets.set(indexOf(gone.hash), gone.next);
                } else {
                    before.next = gone.next;
                }
                return true;
            }
            before = node;
        }
        return false;
    }

    /** Returns the entry after that of a key, the first for null or a key that is not there; null at the end. */
    @Nullable
    Node after(byte @Nullable [] key) {
        int from = 0;
        Node node = key == null ? null : find(key, hash(key));
        if (node != null) {
            from = indexOf(node.hash) + 1;
            node = node.next;
        }
        for (; node == null && from < buckets.length(); from++) {
            node = buckets.get(from);
        }
        return node;
    }

    /** Returns a walk over all entries. */
    Walk walk() {
        return new Walk();
    }

    /** Meets the entries bucket by bucket. The next one is looked for before the current one is given out. */
    final class Walk {
        private int bucket = -1;
        private @Nullable Node current;
        private @Nullable Node following;

        @Nullable
        Node next() {
            while (following == null && bucket + 1 < buckets.length()) {
                following = buckets.get(++bucket);
            }
            current = following;
            following = current == null ? null : current.next;
            return current;
        }

        /** Returns the entry that {@link #next} gave last. */
        Node current() {
            return Objects.requireNonNull(current);
        }
    }

    /** Returns how many buckets there are. */
    int buckets() {
        return buckets.length();
    }

    /** Returns the entries of a bucket, whose lock the caller holds: that of the bucket's number. */
    List<Node> bucket(int number) {
        Node first = buckets.get(number);
        if (first == null) {
            return List.of();
        }
        List<Node> nodes = new ArrayList<>();
        for (Node node = first; node != null; node = node.next) {
            nodes.add(node);
        }
        return nodes;
    }

    private int indexOf(int hash) {
        return hash & buckets.length() - 1;
    }
}
