package dev.bpflab.sim.map;

import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.MapAttr;
import dev.bpflab.bpf.MapType;
import dev.bpflab.sim.memory.AddressSpace;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * BPF_MAP_TYPE_QUEUE and STACK: values without keys, under one lock. Updating pushes, looking up peeks, looking up and
 * deleting pops: from the front of a queue, from the end of a stack.
 */
final class SimQueueMap implements SimMap {
    /** A value has to fit into one allocation (KMALLOC_MAX_SIZE). */
    private static final int MAX_VALUE = 4 << 20;

    /** More memory than this for all values together, which the kernel allocates at once, no machine has. */
    private static final long MAX_BYTES = 1L << 40;

    private final MapAttr attr;
    private final boolean stack;
    private final Deque<byte[]> values = new ArrayDeque<>();

    SimQueueMap(MapAttr attr, AddressSpace memory, int cpus) {
        this.attr = attr;
        stack = attr.type() == MapType.STACK.number();
        if (entries() * attr.valueSize() > MAX_BYTES) {
            throw new OutOfMemoryError(entries() + " values of " + attr.valueSize() + " bytes");
        }
    }

    static int check(MapAttr attr) {
        if (attr.maxEntries() == 0 || attr.keySize() != 0 || attr.valueSize() == 0) {
            return Errno.EINVAL.result();
        }
        return Integer.compareUnsigned(attr.valueSize(), MAX_VALUE) > 0 ? Errno.E2BIG.result() : 0;
    }

    @Override
    public MapAttr attr() {
        return attr;
    }

    @Override
    public int valueBytes() {
        return attr.valueSize();
    }

    /** Has no addresses: programs get copies. */
    @Override
    public long address(byte[] key, int cpu) {
        return 0;
    }

    @Override
    public int lookup(byte[] key, byte[] value) {
        synchronized (values) {
            return copied(stack ? values.peekLast() : values.peekFirst(), value);
        }
    }

    @Override
    public int lookupAndDelete(byte[] key, byte[] value) {
        synchronized (values) {
            return copied(stack ? values.pollLast() : values.pollFirst(), value);
        }
    }

    private static int copied(byte @Nullable [] from, byte[] to) {
        if (from == null) {
            return Errno.ENOENT.result();
        }
        System.arraycopy(from, 0, to, 0, from.length);
        return 0;
    }

    @Override
    public int update(byte[] key, byte[] value, long flags) {
        if (flags != 0 && flags != UpdateFlags.EXIST) {
            return Errno.EINVAL.result();
        }
        synchronized (values) {
            if (values.size() == entries()) {
                if (flags == 0) {
                    return Errno.E2BIG.result();
                }
                values.removeFirst();
            }
            try {
                values.addLast(value.clone());
                return 0;
            } catch (OutOfMemoryError e) {
                return Errno.ENOMEM.result();
            }
        }
    }

    @Override
    public int update(byte[] key, byte[] value, long flags, int cpu) {
        return update(key, value, flags);
    }

    @Override
    public int delete(byte[] key) {
        return Errno.EINVAL.result();
    }

    @Override
    public int nextKey(byte @Nullable [] key, byte[] next) {
        return Errno.EINVAL.result();
    }

    @Override
    public void free() {
        synchronized (values) {
            values.clear();
        }
    }

    private long entries() {
        return Integer.toUnsignedLong(attr.maxEntries());
    }
}
