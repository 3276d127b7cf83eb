package dev.bpflab.sim.map;

import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.MapAttr;
import dev.bpflab.sim.memory.AddressSpace;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** BPF_MAP_TYPE_ARRAY: zeroed elements by index; no lock, so that values of several words can tear. */
final class SimArrayMap implements SimMap {
    private final MapAttr attr;
    private final long entries;
    private final ValueMemory values;

    SimArrayMap(MapAttr attr, AddressSpace memory) {
        this.attr = attr;
        entries = Integer.toUnsignedLong(attr.maxEntries());
        if (entries > Integer.MAX_VALUE) {
            throw new OutOfMemoryError("an array of " + entries + " elements");
        }
        values = new ValueMemory(memory, attr.valueSize(), entries);
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

    @Override
    public MapAttr attr() {
        return attr;
    }

    @Override
    public long address(byte[] key) {
        long index = index(key);
        if (index >= entries) {
            return 0;
        }
        int element = (int) index;
        return values.region(element).base() + values.offset(element);
    }

    @Override
    public int lookup(byte[] key, byte[] value) {
        long index = index(key);
        if (index >= entries) {
            return Errno.ENOENT.result();
        }
        int element = (int) index;
        values.region(element).copyOut(values.offset(element), value, value.length);
        return 0;
    }

    @Override
    public int update(byte[] key, byte[] value, long flags) {
        if (!UpdateFlags.areKnown(flags)) {
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
        values.region(element).copyIn(values.offset(element), value, value.length);
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
        ByteBuffer.wrap(next).order(ByteOrder.nativeOrder()).putInt(0, following);
        return 0;
    }

    @Override
    public void free() {
        values.free();
    }

    private static long index(byte[] key) {
        return Integer.toUnsignedLong(
                ByteBuffer.wrap(key).order(ByteOrder.nativeOrder()).getInt(0));
    }
}
