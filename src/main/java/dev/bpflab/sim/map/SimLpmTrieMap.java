package dev.bpflab.sim.map;

import dev.bpflab.bpf.Batch;
import dev.bpflab.bpf.BatchOutcome;
import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.MapAttr;
import dev.bpflab.bpf.MapFlag;
import dev.bpflab.sim.memory.AddressSpace;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * BPF_MAP_TYPE_LPM_TRIE: looking up finds the longest prefix that the key begins with. Lookups take no lock, writers one
 * for the map; updating puts a new element in the place of the old one, with the key as it was given.
 */
final class SimLpmTrieMap implements SimMap {
    private static final int MIN_KEY = Prefix.HEADER + 1;
    private static final int MAX_KEY = Prefix.HEADER + 256;

    /** KMALLOC_MAX_SIZE less the longest key and the node's header. */
    private static final int MAX_VALUE = (4 << 20) - 280;

    private record Leaf(byte[] key, ElementPool.Element element) {}

    private final MapAttr attr;
    private final int maxLength;
    private final ElementPool elements;
    private final ConcurrentSkipListMap<Prefix, Leaf> leaves = new ConcurrentSkipListMap<>();

    SimLpmTrieMap(MapAttr attr, AddressSpace memory, int cpus) {
        this.attr = attr;
        maxLength = (attr.keySize() - Prefix.HEADER) * 8;
        elements = new ElementPool(memory, attr.valueSize(), Integer.toUnsignedLong(attr.maxEntries()));
    }

    static int check(MapAttr attr) {
        boolean fits = attr.maxEntries() != 0
                && SimMapType.has(attr, MapFlag.NO_PREALLOC)
                && attr.keySize() >= MIN_KEY
                && attr.keySize() <= MAX_KEY
                && attr.valueSize() >= 1
                && attr.valueSize() <= MAX_VALUE;
        return fits ? 0 : Errno.EINVAL.result();
    }

    @Override
    public MapAttr attr() {
        return attr;
    }

    @Override
    public int valueBytes() {
        return attr.valueSize();
    }

    @Override
    public long address(byte[] key, int cpu) {
        Leaf leaf = longest(key);
        return leaf == null ? 0 : leaf.element.address();
    }

    @Override
    public int lookup(byte[] key, byte[] value) {
        Leaf leaf = longest(key);
        if (leaf == null) {
            return Errno.ENOENT.result();
        }
        leaf.element.region().copyOut(leaf.element.offset(), value, value.length);
        return 0;
    }

    private @Nullable Leaf longest(byte[] key) {
        Prefix whole = prefix(key);
        if (whole == null) {
            return null;
        }
        for (int length = whole.length(); length >= 0; length--) {
            Leaf leaf = leaves.get(whole.first(length));
            if (leaf != null) {
                return leaf;
            }
        }
        return null;
    }

    @Override
    public int update(byte[] key, byte[] value, long flags, int cpu) {
        return update(key, value, flags);
    }

    @Override
    public int update(byte[] key, byte[] value, long flags) {
        Prefix prefix = prefix(key);
        boolean known = UpdateFlags.areKnown(flags) && (flags & UpdateFlags.LOCK) == 0;
        if (!known || prefix == null) {
            return Errno.EINVAL.result();
        }
        try {
            return set(prefix, key.clone(), value, flags);
        } catch (OutOfMemoryError e) {
            return Errno.ENOMEM.result();
        }
    }

    private synchronized int set(Prefix prefix, byte[] key, byte[] value, long flags) {
        Leaf old = leaves.get(prefix);
        if (old != null && flags == UpdateFlags.NOEXIST) {
            return Errno.EEXIST.result();
        }
        if (old == null && flags == UpdateFlags.EXIST) {
            return Errno.ENOENT.result();
        }
        ElementPool.Element element = old == null ? elements.take() : elements.takeReplacement();
        if (element == null) {
            return Errno.ENOSPC.result();
        }
        element.region().copyIn(element.offset(), value, value.length);
        leaves.put(prefix, new Leaf(key, element));
        if (old != null) {
            elements.giveBackReplaced(old.element);
        }
        return 0;
    }

    @Override
    public synchronized int delete(byte[] key) {
        Prefix prefix = prefix(key);
        if (prefix == null) {
            return Errno.EINVAL.result();
        }
        Leaf gone = leaves.remove(prefix);
        if (gone == null) {
            return Errno.ENOENT.result();
        }
        elements.giveBack(gone.element);
        return 0;
    }

    @Override
    public int nextKey(byte @Nullable [] key, byte[] next) {
        Prefix prefix = key == null ? null : prefix(key);
        Map.Entry<Prefix, Leaf> following =
                prefix != null && leaves.containsKey(prefix) ? leaves.higherEntry(prefix) : leaves.firstEntry();
        if (following == null) {
            return Errno.ENOENT.result();
        }
        System.arraycopy(following.getValue().key, 0, next, 0, next.length);
        return 0;
    }

    @Override
    public BatchOutcome lookupBatch(byte @Nullable [] from, byte[] next, Batch batch, boolean removing) {
        return removing ? new BatchOutcome(Errno.ENOTSUPP.result(), 0) : KeyWalk.lookupBatch(this, from, next, batch);
    }

    @Override
    public boolean takesBatches() {
        return true;
    }

    @Override
    public boolean deletesBatches() {
        return true;
    }

    @Override
    public @Nullable Place locate(long address) {
        ElementPool.Element element = elements.at(address);
        if (element == null) {
            return null;
        }
        byte[] key = leaves.values().stream()
                .filter(leaf -> leaf.element.equals(element))
                .map(Leaf::key)
                .findFirst()
                .orElse(null);
        return new Place(key, (int) (address - element.address()));
    }

    @Override
    public void free() {
        elements.free();
    }

    /** Returns the prefix that a key names, or null when it says that it has more bits than it can have. */
    private @Nullable Prefix prefix(byte[] key) {
        int length = Prefix.lengthOf(key);
        return Integer.compareUnsigned(length, maxLength) > 0 ? null : Prefix.of(key, length);
    }
}
