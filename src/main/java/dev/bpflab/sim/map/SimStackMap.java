package dev.bpflab.sim.map;

import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.MapAttr;
import dev.bpflab.bpf.MapFlag;
import dev.bpflab.sim.memory.AddressSpace;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * BPF_MAP_TYPE_STACK_TRACE (kernel/bpf/stackmap.c): stack traces by id, which is the bucket that their hash falls into. A
 * bucket holds one trace; there are as many as the next power of two of {@code max_entries}, of which that many can be
 * in use.
 */
public final class SimStackMap implements SimMap {
    /** The sysctl kernel.perf_event_max_stack as it is unless somebody changes it. */
    public static final int MAX_DEPTH = 127;

    private static final int MAX_BUCKETS = 1 << 31;

    /** One trace, leaf first. */
    private record Bucket(int hash, long[] addresses) {}

    private final MapAttr attr;
    private final int mask;
    private final TreeMap<Integer, Bucket> buckets = new TreeMap<>(Integer::compareUnsigned);

    SimStackMap(MapAttr attr, AddressSpace memory, int cpus) {
        this.attr = attr;
        mask = (int) ((1L << (Integer.SIZE - Integer.numberOfLeadingZeros(attr.maxEntries() - 1))) - 1);
    }

    static int check(MapAttr attr) {
        boolean buildIds = SimMapType.has(attr, MapFlag.STACK_BUILD_ID);
        int frame = buildIds ? 32 : Long.BYTES;
        int size = attr.valueSize();
        if (attr.maxEntries() == 0
                || attr.keySize() != 4
                || size < 8
                || size % frame != 0
                || size / frame > MAX_DEPTH) {
            return Errno.EINVAL.result();
        }
        return Integer.compareUnsigned(attr.maxEntries(), MAX_BUCKETS) > 0 ? Errno.E2BIG.result() : 0;
    }

    @Override
    public MapAttr attr() {
        return attr;
    }

    /** Returns how many addresses of a trace are kept. */
    public int depth() {
        return attr.valueSize() / Long.BYTES;
    }

    /**
     * Keeps a trace; returns its id, EEXIST when another one has its bucket, or ENOMEM when max_entries are kept.
     *
     * @param addresses leaf first, at most {@link #depth()}
     * @param compareHashOnly whether one with the same hash counts as the same (BPF_F_FAST_STACK_CMP)
     * @param replace whether another one in its bucket gives way (BPF_F_REUSE_STACKID)
     */
    public synchronized int id(long[] addresses, boolean compareHashOnly, boolean replace) {
        int hash = Jhash.of(addresses);
        int id = hash & mask;
        Bucket there = buckets.get(id);
        if (there != null && there.hash == hash && (compareHashOnly || Arrays.equals(there.addresses, addresses))) {
            return id;
        }
        if (there != null && !replace) {
            return Errno.EEXIST.result();
        }
        // The kernel takes a free element first and gives the old one back afterwards.
        if (buckets.size() == Integer.toUnsignedLong(attr.maxEntries())) {
            return Errno.ENOMEM.result();
        }
        buckets.put(id, new Bucket(hash, addresses.clone()));
        return id;
    }

    @Override
    public int valueBytes() {
        return attr.valueSize();
    }

    /** Has no addresses: programs do not read traces. */
    @Override
    public long address(byte[] key, int cpu) {
        return 0;
    }

    @Override
    public synchronized int lookup(byte[] key, byte[] value) {
        return copied(buckets.get(id(key)), value);
    }

    @Override
    public synchronized int lookupAndDelete(byte[] key, byte[] value) {
        return copied(buckets.remove(id(key)), value);
    }

    private static int copied(@Nullable Bucket bucket, byte[] value) {
        if (bucket == null) {
            return Errno.ENOENT.result();
        }
        Arrays.fill(value, (byte) 0);
        ByteBuffer.wrap(value).order(ByteOrder.nativeOrder()).asLongBuffer().put(bucket.addresses);
        return 0;
    }

    @Override
    public int update(byte[] key, byte[] value, long flags) {
        return Errno.EINVAL.result();
    }

    @Override
    public int update(byte[] key, byte[] value, long flags, int cpu) {
        return Errno.EINVAL.result();
    }

    @Override
    public synchronized int delete(byte[] key) {
        int id = id(key);
        if (Integer.compareUnsigned(id, mask) > 0) {
            return Errno.E2BIG.result();
        }
        return buckets.remove(id) == null ? Errno.ENOENT.result() : 0;
    }

    @Override
    public synchronized int nextKey(byte @Nullable [] key, byte[] next) {
        Integer after = key == null || !buckets.containsKey(id(key)) ? null : id(key);
        Integer first = buckets.isEmpty() ? null : buckets.firstKey();
        Integer id = after == null ? first : buckets.higherKey(after);
        if (id == null) {
            return Errno.ENOENT.result();
        }
        ByteBuffer.wrap(next).order(ByteOrder.nativeOrder()).putInt(0, id);
        return 0;
    }

    @Override
    public synchronized void free() {
        buckets.clear();
    }

    private static int id(byte[] key) {
        return ByteBuffer.wrap(key).order(ByteOrder.nativeOrder()).getInt(0);
    }
}
