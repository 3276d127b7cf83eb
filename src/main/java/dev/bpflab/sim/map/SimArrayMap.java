package dev.bpflab.sim.map;

import dev.bpflab.bpf.Batch;
import dev.bpflab.bpf.BatchOutcome;
import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.MapAttr;
import dev.bpflab.sim.memory.AddressSpace;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** BPF_MAP_TYPE_ARRAY and PERCPU_ARRAY: zeroed elements by index; no lock, so that values of several words can tear. */
final class SimArrayMap implements SimMap {
    private final MapAttr attr;
    private final long entries;
    private final ValueLayout layout;
    private final ValueMemory values;

    SimArrayMap(MapAttr attr, AddressSpace memory, int cpus) {
        this.attr = attr;
        entries = Integer.toUnsignedLong(attr.maxEntries());
        if (entries > Integer.MAX_VALUE) {
            throw new OutOfMemoryError("an array of " + entries + " elements");
        }
        layout = ValueLayout.of(attr, cpus);
        values = new ValueMemory(memory, layout.elementBytes(), entries);
        try {
            for (long there = 0; there < entries; ) {
                there = values.grow();
            }
        } catch (OutOfMemoryError e) {
            values.free();
            throw e;
        }
    }

    static int check(MapAttr attr) {
        if (attr.maxEntries() == 0 || attr.keySize() != 4 || attr.valueSize() == 0) {
            return Errno.EINVAL.result();
        }
        return attr.valueSize() < 0 ? Errno.E2BIG.result() : 0;
    }

    static int checkPerCpu(MapAttr attr) {
        int refusal = check(attr);
        return refusal == 0 && attr.valueSize() > SimHashMap.MAX_PER_CPU_VALUE ? Errno.E2BIG.result() : refusal;
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
        long index = index(key);
        if (index >= entries) {
            return 0;
        }
        int element = (int) index;
        return values.region(element).base() + values.offset(element) + layout.offset(cpu);
    }

    @Override
    public int lookup(byte[] key, byte[] value) {
        long index = index(key);
        if (index >= entries) {
            return Errno.ENOENT.result();
        }
        int element = (int) index;
        layout.read(values.region(element), values.offset(element), value);
        return 0;
    }

    @Override
    public int update(byte[] key, byte[] value, long flags) {
        return update(key, value, flags, ValueLayout.ALL_CPUS);
    }

    @Override
    public int update(byte[] key, byte[] value, long flags, int cpu) {
        // The system call has a function of its own for per-CPU arrays, which looks at the flag first.
        boolean locksForAll = cpu == ValueLayout.ALL_CPUS && layout.isPerCpu() && (flags & UpdateFlags.LOCK) != 0;
        if (!UpdateFlags.areKnown(flags) || locksForAll) {
            return Errno.EINVAL.result();
        }
        long index = index(key);
        if (index >= entries) {
            return Errno.E2BIG.result();
        }
        if ((flags & UpdateFlags.NOEXIST) != 0) {
            return Errno.EEXIST.result();
        }
        if ((flags & UpdateFlags.LOCK) != 0) {
            return Errno.EINVAL.result();
        }
        int element = (int) index;
        layout.write(values.region(element), values.offset(element), value, cpu);
        return 0;
    }

    @Override
    public int delete(byte[] key) {
        return Errno.EINVAL.result();
    }

    @Override
    public int nextKey(byte @Nullable [] key, byte[] next) {
        long index = key == null ? Long.MAX_VALUE : index(key);
        if (index == entries - 1) {
            return Errno.ENOENT.result();
        }
        int following = index >= entries ? 0 : (int) index + 1;
        System.arraycopy(key(following), 0, next, 0, Integer.BYTES);
        return 0;
    }

    @Override
    public MapCursor cursor() {
        return new MapCursor() {
            private int element = -1;

            @Override
            public byte @Nullable [] next() {
                if (element + 1 >= entries) {
                    return null;
                }
                return key(++element);
            }

            @Override
            public long address(int cpu) {
                return values.region(element).base() + values.offset(element) + layout.offset(cpu);
            }
        };
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
    public @Nullable Place locate(long address) {
        int element = values.elementAt(address);
        if (element < 0) {
            return null;
        }
        return new Place(key(element), (int) address - values.offset(element));
    }

    @Override
    public void free() {
        values.free();
    }

    private static byte[] key(int index) {
        return ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.nativeOrder())
                .putInt(index)
                .array();
    }

    private static long index(byte[] key) {
        return Integer.toUnsignedLong(
                ByteBuffer.wrap(key).order(ByteOrder.nativeOrder()).getInt(0));
    }
}
