package dev.bpflab.kernel;

import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.MapAttr;
import dev.bpflab.bpf.MapInfo;
import dev.bpflab.bpf.MapType;
import dev.bpflab.bpf.ObjectKind;
import dev.bpflab.kernel.BpfAttr.Command;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The commands of bpf(2) on maps. */
final class MapCommands {
    private static final int EBADF = Errno.EBADF.result();

    /** The part of the create attributes that ends with {@code map_ifindex}. */
    private static final int CREATE_SIZE = 48;

    /** {@code map_fd}, {@code key}, {@code value} or {@code next_key}, {@code flags}. */
    private static final int ELEM_SIZE = 32;

    /** The part that ends with {@code btf_value_type_id}. */
    private static final int DESCRIBED_CREATE_SIZE = 60;

    /** The types whose keys and values the kernel wants described. */
    private static final Set<MapType> DESCRIBED =
            Set.of(MapType.SK_STORAGE, MapType.INODE_STORAGE, MapType.TASK_STORAGE, MapType.CGRP_STORAGE);

    private static final byte[] NONE = {};

    private final DescriptorTable table;
    private final int possibleCpus;

    MapCommands(DescriptorTable table, int possibleCpus) {
        this.table = table;
        this.possibleCpus = possibleCpus;
    }

    int create(MapAttr map) {
        if (map.innerMapFd() == 0) {
            return create(map, 0);
        }
        Descriptor inner = table.acquire(map.innerMapFd(), ObjectKind.MAP);
        if (inner == null) {
            return table.refusal(map.innerMapFd(), ObjectKind.MAP);
        }
        try {
            return create(map, inner.fd());
        } finally {
            inner.release();
        }
    }

    private int create(MapAttr map, int innerFd) {
        boolean described =
                MapType.ofNumber(map.type()).filter(DESCRIBED::contains).isPresent();
        int types = described ? ValueTypes.ofBytes(map.valueSize()).load() : -1;
        BpfAttr attr = Scratch.ofThread().attr().clear();
        attr.u32(0, map.type()).u32(4, map.keySize()).u32(8, map.valueSize()).u32(12, map.maxEntries());
        attr.u32(16, map.flags()).u32(20, innerFd).name(28, map.name());
        if (types >= 0) {
            attr.u32(48, types).u32(52, ValueTypes.KEY).u32(56, ValueTypes.VALUE);
        }
        // The kernel sets O_CLOEXEC on every descriptor that bpf(2) returns.
        int fd = attr.call(Command.MAP_CREATE, types >= 0 ? DESCRIBED_CREATE_SIZE : CREATE_SIZE);
        if (types >= 0) {
            Libc.close(types);
        }
        if (fd < 0) {
            return fd;
        }
        return table.add(Descriptor.map(fd, map, possibleCpus)) ? fd : EBADF;
    }

    int lookup(int fd, byte[] key, byte[] value, long flags) {
        return read(Command.MAP_LOOKUP_ELEM, fd, key, value, flags);
    }

    int lookupAndDelete(int fd, byte[] key, byte[] value, long flags) {
        return read(Command.MAP_LOOKUP_AND_DELETE_ELEM, fd, key, value, flags);
    }

    private int read(Command command, int fd, byte[] key, byte[] value, long flags) {
        Descriptor map = table.acquire(fd, ObjectKind.MAP);
        if (map == null) {
            return table.refusal(fd, ObjectKind.MAP);
        }
        try {
            map.checkKey(key.length);
            map.checkValue(value.length);
            Scratch scratch = Scratch.ofThread();
            NativeBuffer copied = scratch.value(map.valueRoom());
            int result = element(scratch, fd, key, copied.address(), flags).call(command, ELEM_SIZE);
            if (result >= 0) {
                copied.bytes().get(0, value);
            }
            return result;
        } finally {
            map.release();
        }
    }

    int update(int fd, byte[] key, byte[] value, long flags) {
        Descriptor map = table.acquire(fd, ObjectKind.MAP);
        if (map == null) {
            return table.refusal(fd, ObjectKind.MAP);
        }
        try {
            map.checkKey(key.length);
            map.checkValue(value.length);
            Scratch scratch = Scratch.ofThread();
            NativeBuffer copied = scratch.value(map.valueRoom());
            copied.bytes().put(0, value);
            return element(scratch, fd, key, copied.address(), flags).call(Command.MAP_UPDATE_ELEM, ELEM_SIZE);
        } finally {
            map.release();
        }
    }

    int delete(int fd, byte[] key) {
        Descriptor map = table.acquire(fd, ObjectKind.MAP);
        if (map == null) {
            return table.refusal(fd, ObjectKind.MAP);
        }
        try {
            map.checkKey(key.length);
            return element(Scratch.ofThread(), fd, key, 0, 0).call(Command.MAP_DELETE_ELEM, ELEM_SIZE);
        } finally {
            map.release();
        }
    }

    int nextKey(int fd, byte @Nullable [] key, byte[] next) {
        Descriptor map = table.acquire(fd, ObjectKind.MAP);
        if (map == null) {
            return table.refusal(fd, ObjectKind.MAP);
        }
        try {
            if (key != null) {
                map.checkKey(key.length);
            }
            map.checkKey(next.length);
            Scratch scratch = Scratch.ofThread();
            NativeBuffer copied = scratch.value(next.length);
            int result = element(scratch, fd, key == null ? NONE : key, copied.address(), 0)
                    .call(Command.MAP_GET_NEXT_KEY, ELEM_SIZE);
            if (result >= 0) {
                copied.bytes().get(0, next);
            }
            return result;
        } finally {
            map.release();
        }
    }

    @Nullable
    MapInfo info(int fd) {
        Descriptor map = table.acquire(fd, ObjectKind.MAP);
        if (map == null) {
            return null;
        }
        try {
            return ObjectInfo.ofMap(fd);
        } finally {
            map.release();
        }
    }

    /** Fills in the attributes of a call on one element; an empty key is a null pointer, as keyless maps want it. */
    private static BpfAttr element(Scratch scratch, int fd, byte[] key, long value, long flags) {
        long keyAddress = 0;
        if (key.length > 0) {
            NativeBuffer copied = scratch.key(key.length);
            copied.bytes().put(0, key);
            keyAddress = copied.address();
        }
        return scratch.attr()
                .u64(0, Integer.toUnsignedLong(fd))
                .u64(8, keyAddress)
                .u64(16, value)
                .u64(24, flags);
    }
}
