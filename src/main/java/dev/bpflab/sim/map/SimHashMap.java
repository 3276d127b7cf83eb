package dev.bpflab.sim.map;

import dev.bpflab.bpf.Batch;
import dev.bpflab.bpf.BatchOutcome;
import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.MapAttr;
import dev.bpflab.bpf.MapFlag;
import dev.bpflab.bpf.MapType;
import dev.bpflab.sim.map.HashTable.Node;
import dev.bpflab.sim.memory.AddressSpace;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * BPF_MAP_TYPE_HASH, PERCPU_HASH and their LRU kinds, which evict where the others are full: lookups take no lock, writers lock the bucket. As in the kernel, updating a key that
 * is there puts a new element in the place of the old one, whose memory a program may still hold and which is soon used
 * again; per-CPU values are set where they are.
 */
final class SimHashMap implements SimMap {
    /** A key and a value have to fit into one allocation beside the element's header (KMALLOC_MAX_SIZE and 48 bytes). */
    private static final long MAX_ELEMENT = (4 << 20) - 48;

    /** The next power of two buckets, of 16 bytes each, has to be countable in 32 bits. */
    private static final long MAX_ENTRIES = 1L << 27;

    /** The largest allocation for each CPU (PCPU_MIN_UNIT_SIZE). */
    static final int MAX_PER_CPU_VALUE = 32 << 10;

    private final MapAttr attr;
    private final ValueLayout layout;
    private final ElementPool elements;
    private final HashTable table;
    private final @Nullable Recency recency;

    SimHashMap(MapAttr attr, AddressSpace memory, int cpus) {
        boolean evicts = attr.type() == MapType.LRU_HASH.number() || attr.type() == MapType.LRU_PERCPU_HASH.number();
        recency = evicts ? new Recency() : null;
        this.attr = SimMapType.has(attr, MapFlag.NO_COMMON_LRU) ? sharedOut(attr, cpus) : attr;
        long entries = Integer.toUnsignedLong(this.attr.maxEntries());
        layout = ValueLayout.of(attr, cpus);
        elements = new ElementPool(memory, layout.elementBytes(), entries);
        table = new HashTable(entries);
    }

    /** Rounds max_entries up so that each CPU's list has as many. */
    private static MapAttr sharedOut(MapAttr attr, int cpus) {
        int entries = (attr.maxEntries() + cpus - 1) / cpus * cpus;
        return new MapAttr(attr.type(), attr.keySize(), attr.valueSize(), entries, attr.flags(), attr.name());
    }

    static int check(MapAttr attr) {
        if (attr.maxEntries() == 0 || attr.keySize() == 0 || attr.valueSize() == 0) {
            return Errno.EINVAL.result();
        }
        long element = Integer.toUnsignedLong(attr.keySize()) + Integer.toUnsignedLong(attr.valueSize());
        boolean tooLarge = element >= MAX_ELEMENT || Integer.toUnsignedLong(attr.maxEntries()) > MAX_ENTRIES;
        return tooLarge ? Errno.E2BIG.result() : 0;
    }

    static int checkPerCpu(MapAttr attr) {
        int refusal = check(attr);
        return refusal == 0 && attr.valueSize() > MAX_PER_CPU_VALUE ? Errno.E2BIG.result() : refusal;
    }

    static int checkLru(MapAttr attr) {
        return SimMapType.has(attr, MapFlag.NO_PREALLOC) ? Errno.ENOTSUPP.result() : check(attr);
    }

    static int checkLruNode(MapAttr attr) {
        boolean both = SimMapType.has(attr, MapFlag.NUMA_NODE) && SimMapType.has(attr, MapFlag.NO_COMMON_LRU);
        boolean wrong = both && !SimMapType.has(attr, MapFlag.NO_PREALLOC);
        return wrong ? Errno.EINVAL.result() : checkLru(attr);
    }

    static int checkLruPerCpu(MapAttr attr) {
        return SimMapType.has(attr, MapFlag.NO_PREALLOC) ? Errno.ENOTSUPP.result() : checkPerCpu(attr);
    }

    @Override
    public MapAttr attr() {
        return attr;
    }

    @Override
    public int valueBytes() {
        return layout.elementBytes();
    }

    @Override
    public long address(byte[] key, int cpu) {
        Node node = table.find(key, HashTable.hash(key));
        if (node == null) {
            return 0;
        }
        node.used = true;
        return node.element.address() + layout.offset(cpu);
    }

    @Override
    public int lookup(byte[] key, byte[] value) {
        Node node = table.find(key, HashTable.hash(key));
        if (node == null) {
            return Errno.ENOENT.result();
        }
        layout.read(node.element.region(), node.element.offset(), value);
        return 0;
    }

    @Override
    public int update(byte[] key, byte[] value, long flags) {
        return update(key, value, flags, ValueLayout.ALL_CPUS);
    }

    @Override
    public int update(byte[] key, byte[] value, long flags, int cpu) {
        if (!UpdateFlags.areKnown(flags) || (flags & UpdateFlags.LOCK) != 0) {
            return Errno.EINVAL.result();
        }
        int hash = HashTable.hash(key);
        try {
            int result = set(key, hash, value, flags, cpu);
            // The bucket's lock is given back in between, because the entry to evict may be in another bucket.
            while (result == Errno.E2BIG.result() && recency != null) {
                evict(recency);
                result = set(key, hash, value, flags, cpu);
            }
            return result;
        } catch (OutOfMemoryError e) {
            return Errno.ENOMEM.result();
        }
    }

    private void evict(Recency from) {
        Node node = from.next();
        if (node != null) {
            synchronized (table.lock(node.hash)) {
                if (table.unlink(node)) {
                    elements.giveBack(node.element);
                }
            }
        }
    }

    private int set(byte[] key, int hash, byte[] value, long flags, int cpu) {
        synchronized (table.lock(hash)) {
            Node old = table.find(key, hash);
            if (old != null && flags == UpdateFlags.NOEXIST) {
                return Errno.EEXIST.result();
            }
            if (old == null && flags == UpdateFlags.EXIST) {
                return Errno.ENOENT.result();
            }
            if (old != null && layout.isPerCpu()) {
                layout.write(old.element.region(), old.element.offset(), value, cpu);
                return 0;
            }
            ElementPool.Element element = old == null ? elements.take() : elements.takeReplacement();
            if (element == null) {
                return Errno.E2BIG.result();
            }
            layout.writeNew(element.region(), element.offset(), value, cpu);
            Node node = new Node(key, hash, element);
            table.link(node);
            if (recency != null) {
                recency.add(node);
            }
            if (old != null) {
                unlink(old);
                elements.giveBackReplaced(old.element);
            }
        }
        return 0;
    }

    @Override
    public int delete(byte[] key) {
        return remove(key, null);
    }

    @Override
    public int lookupAndDelete(byte[] key, byte[] value) {
        return remove(key, value);
    }

    private int remove(byte[] key, byte @Nullable [] value) {
        int hash = HashTable.hash(key);
        synchronized (table.lock(hash)) {
            Node node = table.find(key, hash);
            if (node == null) {
                return Errno.ENOENT.result();
            }
            if (value != null) {
                layout.read(node.element.region(), node.element.offset(), value);
            }
            unlink(node);
            elements.giveBack(node.element);
        }
        return 0;
    }

    private void unlink(Node node) {
        table.unlink(node);
        if (recency != null) {
            recency.remove(node);
        }
    }

    @Override
    public int nextKey(byte @Nullable [] key, byte[] next) {
        Node node = table.after(key);
        if (node == null) {
            return Errno.ENOENT.result();
        }
        System.arraycopy(node.key, 0, next, 0, next.length);
        return 0;
    }

    @Override
    public MapCursor cursor() {
        HashTable.Walk walk = table.walk();
        return new MapCursor() {
            @Override
            public byte @Nullable [] next() {
                Node node = walk.next();
                return node == null ? null : node.key;
            }

            @Override
            public long address(int cpu) {
                return walk.current().element.address() + layout.offset(cpu);
            }
        };
    }

    @Override
    public BatchOutcome lookupBatch(byte @Nullable [] from, byte[] next, Batch batch, boolean removing) {
        if (batch.elemFlags() != 0 || batch.flags() != 0) {
            return new BatchOutcome(Errno.EINVAL.result(), 0);
        }
        if (batch.count() == 0) {
            return new BatchOutcome(0, 0);
        }
        long bucket = from == null ? 0 : Integer.toUnsignedLong(place(from).getInt(0));
        if (bucket >= table.buckets()) {
            return new BatchOutcome(Errno.ENOENT.result(), 0);
        }
        int at = (int) bucket;
        int copied = 0;
        for (; at < table.buckets(); at++) {
            int more = copyBucket(at, batch, copied, removing);
            if (more < 0) {
                break;
            }
            copied += more;
        }
        place(next).putInt(0, at);
        if (at == table.buckets()) {
            return new BatchOutcome(Errno.ENOENT.result(), copied);
        }
        return new BatchOutcome(copied == 0 ? Errno.ENOSPC.result() : 0, copied);
    }

    /** Copies the whole bucket behind so many elements; returns how many it has, or -1 when they do not fit. */
    private int copyBucket(int bucket, Batch batch, int copied, boolean removing) {
        synchronized (table.lock(bucket)) {
            List<Node> nodes = table.bucket(bucket);
            if (nodes.size() > batch.count() - copied) {
                return -1;
            }
            byte[] value = new byte[layout.elementBytes()];
            for (Node node : nodes) {
                System.arraycopy(node.key, 0, batch.keys(), copied * node.key.length, node.key.length);
                layout.read(node.element.region(), node.element.offset(), value);
                System.arraycopy(value, 0, batch.values(), copied * value.length, value.length);
                if (removing) {
                    unlink(node);
                    elements.giveBack(node.element);
                }
                copied++;
            }
            return nodes.size();
        }
    }

    private static ByteBuffer place(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
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
        HashTable.Walk walk = table.walk();
        Node node = walk.next();
        while (node != null && !node.element.equals(element)) {
            node = walk.next();
        }
        return new Place(node == null ? null : node.key, (int) (address - element.address()));
    }

    @Override
    public void free() {
        elements.free();
    }
}
