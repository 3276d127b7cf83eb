package dev.bpflab.sim.map;

import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.MapAttr;
import dev.bpflab.sim.memory.AddressSpace;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * BPF_MAP_TYPE_HASH: lookups take no lock, writers lock the bucket. As in the kernel, updating a key that is there puts
 * a new element in the place of the old one, whose memory a program may still hold and which is soon used again.
 */
final class SimHashMap implements SimMap {
    /** A key and a value have to fit into one allocation beside the element's header (KMALLOC_MAX_SIZE and 48 bytes). */
    private static final long MAX_ELEMENT = (4 << 20) - 48;

    private static final long MAX_BUCKETS = 1L << 28;
    private static final int MOST_BUCKETS_HERE = 1 << 20;

    /** One entry; {@code next} is the following one of the bucket and stays valid for readers after removal. */
    private static final class Node {
        final byte[] key;
        final int hash;
        final ElementPool.Element element;
        volatile @Nullable Node next;

        Node(byte[] key, int hash, ElementPool.Element element, @Nullable Node next) {
            this.key = key;
            this.hash = hash;
            this.element = element;
            this.next = next;
        }
    }

    private final MapAttr attr;
    private final ElementPool elements;
    private final AtomicReferenceArray<@Nullable Node> buckets;
    private final Object[] locks;

    SimHashMap(MapAttr attr, AddressSpace memory) {
        this.attr = attr;
        long entries = Integer.toUnsignedLong(attr.maxEntries());
        elements = new ElementPool(memory, attr.valueSize(), entries);
        int wanted = (int) Math.min(entries, MOST_BUCKETS_HERE);
        buckets = new AtomicReferenceArray<>(Integer.highestOneBit(Math.max(1, 2 * wanted - 1)));
        locks = new Object[Math.min(64, buckets.length())];
        Arrays.setAll(locks, i -> new Object());
    }

    static int check(MapAttr attr) {
        if (attr.maxEntries() == 0 || attr.keySize() == 0 || attr.valueSize() == 0) {
            return Errno.EINVAL.result();
        }
        long element = Integer.toUnsignedLong(attr.keySize()) + Integer.toUnsignedLong(attr.valueSize());
        boolean tooLarge = element >= MAX_ELEMENT || Integer.toUnsignedLong(attr.maxEntries()) > MAX_BUCKETS;
        return tooLarge ? Errno.E2BIG.result() : 0;
    }

    @Override
    public MapAttr attr() {
        return attr;
    }

    @Override
    public long address(byte[] key) {
        Node node = find(key, hash(key));
        return node == null ? 0 : node.element.address();
    }

    @Override
    public int lookup(byte[] key, byte[] value) {
        Node node = find(key, hash(key));
        if (node == null) {
            return Errno.ENOENT.result();
        }
        node.element.region().copyOut(node.element.offset(), value, value.length);
        return 0;
    }

    @Override
    public int update(byte[] key, byte[] value, long flags) {
        if (!UpdateFlags.areKnown(flags) || (flags & UpdateFlags.LOCK) != 0) {
            return Errno.EINVAL.result();
        }
        try {
            return set(key, hash(key), value, flags);
        } catch (OutOfMemoryError e) {
            return Errno.ENOMEM.result();
        }
    }

    private int set(byte[] key, int hash, byte[] value, long flags) {
        synchronized (lock(hash)) {
            Node old = find(key, hash);
            if (old != null && flags == UpdateFlags.NOEXIST) {
                return Errno.EEXIST.result();
            }
            if (old == null && flags == UpdateFlags.EXIST) {
                return Errno.ENOENT.result();
            }
            ElementPool.Element element = old == null ? elements.take() : elements.takeReplacement();
            if (element == null) {
                return Errno.E2BIG.result();
            }
            element.region().copyIn(element.offset(), value, value.length);
            buckets.set(bucket(hash), new Node(key.clone(), hash, element, buckets.get(bucket(hash))));
            if (old != null) {
                unlink(old);
                elements.giveBackReplaced(old.element);
            }
        }
        return 0;
    }

    @Override
    public int delete(byte[] key) {
        int hash = hash(key);
        synchronized (lock(hash)) {
            Node node = find(key, hash);
            if (node == null) {
                return Errno.ENOENT.result();
            }
            unlink(node);
            elements.giveBack(node.element);
        }
        return 0;
    }

    @Override
    public int nextKey(byte @Nullable [] key, byte[] next) {
        int from = 0;
        Node node = key == null ? null : find(key, hash(key));
        if (node != null) {
            from = bucket(node.hash) + 1;
            node = node.next;
        }
        for (; node == null && from < buckets.length(); from++) {
            node = buckets.get(from);
        }
        if (node == null) {
            return Errno.ENOENT.result();
        }
        System.arraycopy(node.key, 0, next, 0, next.length);
        return 0;
    }

    @Override
    public void free() {
        elements.free();
    }

    private @Nullable Node find(byte[] key, int hash) {
        for (Node node = buckets.get(bucket(hash)); node != null; node = node.next) {
            if (node.hash == hash && Arrays.equals(node.key, key)) {
                return node;
            }
        }
        return null;
    }

    private void unlink(Node gone) {
        Node before = null;
        for (Node node = buckets.get(bucket(gone.hash)); node != null; node = node.next) {
            if (node == gone) {
                if (before == null) {
                    buckets.set(bucket(gone.hash), gone.next);
                } else {
                    before.next = gone.next;
                }
                return;
            }
            before = node;
        }
    }

    private int bucket(int hash) {
        return hash & buckets.length() - 1;
    }

    private Object lock(int hash) {
        return locks[hash & locks.length - 1];
    }

    private static int hash(byte[] key) {
        int hash = Arrays.hashCode(key) * 0x9e37_79b9;
        return hash ^ hash >>> 15;
    }
}
