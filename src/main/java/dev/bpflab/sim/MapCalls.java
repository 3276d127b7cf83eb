package dev.bpflab.sim;

import static dev.bpflab.bpf.MapFlag.RDONLY;
import static dev.bpflab.bpf.MapFlag.RDONLY_PROG;
import static dev.bpflab.bpf.MapFlag.STACK_BUILD_ID;
import static dev.bpflab.bpf.MapFlag.TOKEN_FD;
import static dev.bpflab.bpf.MapFlag.WRONLY;

import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.MapAttr;
import dev.bpflab.bpf.MapFlag;
import dev.bpflab.bpf.MapInfo;
import dev.bpflab.bpf.MapType;
import dev.bpflab.sim.map.SimMap;
import dev.bpflab.sim.map.SimMapType;
import java.util.Optional;
import java.util.function.ToIntBiFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** The map commands of bpf(2): the checks that the kernel makes for every map type, in its order. */
final class MapCalls {
    /** BPF_F_LOCK, for maps whose values hold a spin lock, which takes a type description (BTF) to make. */
    private static final long LOCK = 4;

    /** The flags that say what may be done through the new descriptor, and are not the map's. */
    private static final int DESCRIPTOR = MapFlag.bits(RDONLY, WRONLY);

    private final SimKernel kernel;
    private final FdTable fds;

    MapCalls(SimKernel kernel, FdTable fds) {
        this.kernel = kernel;
        this.fds = fds;
    }

    /** Returns an empty set of references to this process's maps. */
    MapReferences references() {
        return new MapReferences(fds);
    }

    int create(MapAttr attr) {
        if (fds.isClosed()) {
            return Errno.EBADF.result();
        }
        Optional<MapType> type = MapType.ofNumber(attr.type());
        if (type.isEmpty() || (SimMapType.has(attr, RDONLY) && SimMapType.has(attr, WRONLY))) {
            return Errno.EINVAL.result();
        }
        SimMapType row = SimMapType.of(type.get())
                .orElseThrow(() -> notSimulated(attr, "map type " + type.get().kernelName()));
        int refusal = row.check(without(attr, TOKEN_FD));
        if (refusal != 0) {
            return refusal;
        }
        // No descriptor is a token here, as standard input, whose number is given for want of one, is none.
        if (SimMapType.has(attr, TOKEN_FD) || !ObjectName.isValid(attr.name())) {
            return Errno.EINVAL.result();
        }
        if (SimMapType.has(attr, STACK_BUILD_ID)) {
            throw notSimulated(attr, "stack traces by build id");
        }
        try {
            SimMap map = row.create(without(attr, RDONLY, WRONLY), kernel.memory(), kernel.possibleCpus());
            MapObject object = new MapObject(kernel, map);
            object.publish();
            return fds.open(object, attr.flags() & DESCRIPTOR);
        } catch (OutOfMemoryError e) {
            return Errno.ENOMEM.result();
        }
    }

    private static NotSimulated notSimulated(MapAttr attr, String what) {
        return new NotSimulated("create map" + (attr.name().isEmpty() ? "" : " '" + attr.name() + "'"), what);
    }

    int lookup(int fd, byte[] key, byte[] value, long flags) {
        if ((flags & ~LOCK) != 0) {
            return Errno.EINVAL.result();
        }
        return with(fd, true, false, map -> {
            checkLength("key", key, map.attr().keySize());
            checkLength("value", value, map.valueBytes());
            return (flags & LOCK) != 0 ? Errno.EINVAL.result() : map.lookup(key, value);
        });
    }

    int update(int fd, byte[] key, byte[] value, long flags) {
        return with(fd, false, true, map -> {
            checkLength("key", key, map.attr().keySize());
            checkLength("value", value, map.valueBytes());
            return (flags & LOCK) != 0 ? Errno.EINVAL.result() : map.update(key, value, flags);
        });
    }

    int lookupAndDelete(int fd, byte[] key, byte[] value, long flags) {
        if ((flags & ~LOCK) != 0) {
            return Errno.EINVAL.result();
        }
        return with(fd, true, true, map -> {
            checkLength("key", key, map.attr().keySize());
            checkLength("value", value, map.valueBytes());
            return (flags & LOCK) != 0 ? Errno.EINVAL.result() : map.lookupAndDelete(key, value);
        });
    }

    int delete(int fd, byte[] key) {
        return with(fd, false, true, map -> {
            checkLength("key", key, map.attr().keySize());
            return map.delete(key);
        });
    }

    int nextKey(int fd, byte @Nullable [] key, byte[] next) {
        return with(fd, true, false, map -> {
            if (key != null) {
                checkLength("key", key, map.attr().keySize());
            }
            checkLength("next key", next, map.attr().keySize());
            return map.nextKey(key, next);
        });
    }

    @Nullable
    MapInfo info(int fd) {
        SimObject object = fds.acquire(fd);
        if (object == null) {
            return null;
        }
        try {
            return object instanceof MapObject map
                    ? new MapInfo(map.id(), map.map().attr())
                    : null;
        } finally {
            object.release();
        }
    }

    /** Makes a map constant for userspace. */
    int freeze(int fd) {
        return withObject(fd, (map, flags) -> {
            boolean mayWrite = (flags & RDONLY.bit()) == 0 && !map.isFrozen();
            return mayWrite ? map.freeze() : Errno.EPERM.result();
        });
    }

    /** Runs a batch command that reads, writes or both. */
    int batch(int fd, boolean reading, boolean writing, ToIntFunction<SimMap> action) {
        return with(fd, reading, writing, action);
    }

    /** Returns whether these are flags with which an existing map can be opened. */
    static boolean areDescriptorFlags(int flags) {
        return (flags & ~DESCRIPTOR) == 0 && flags != DESCRIPTOR;
    }

    /** Returns whether the verifier may take what is in a map for constants: nobody can write to it any more. */
    boolean isConstant(int fd) {
        int constant = withObject(fd, (map, flags) -> {
            MapAttr attr = map.map().attr();
            boolean array = attr.type() == MapType.ARRAY.number();
            return array && map.isFrozen() && SimMapType.has(attr, RDONLY_PROG) ? 1 : 0;
        });
        return constant > 0;
    }

    /** Runs an action on the map behind a descriptor, unless the descriptor or the map does not allow it to userspace. */
    private int with(int fd, boolean reading, boolean writing, ToIntFunction<SimMap> action) {
        return withObject(fd, (map, flags) -> {
            if ((reading && (flags & WRONLY.bit()) != 0) || (writing && (flags & RDONLY.bit()) != 0)) {
                return Errno.EPERM.result();
            }
            if (!writing) {
                return action.applyAsInt(map.map());
            }
            try {
                return map.beginWrite() ? action.applyAsInt(map.map()) : Errno.EPERM.result();
            } finally {
                map.endWrite();
            }
        });
    }

    private int withObject(int fd, ToIntBiFunction<MapObject, Integer> action) {
        FdTable.Handle handle = fds.acquireHandle(fd);
        if (handle == null) {
            return Errno.EBADF.result();
        }
        try {
            return handle.object() instanceof MapObject map
                    ? action.applyAsInt(map, handle.flags())
                    : Errno.EINVAL.result();
        } finally {
            handle.object().release();
        }
    }

    private static MapAttr without(MapAttr attr, MapFlag... flags) {
        int rest = attr.flags() & ~MapFlag.bits(flags);
        return new MapAttr(attr.type(), attr.keySize(), attr.valueSize(), attr.maxEntries(), rest, attr.name());
    }

    private static void checkLength(String what, byte[] bytes, int size) {
        if (bytes.length != size) {
            throw new IllegalArgumentException(
                    "the " + what + " has " + bytes.length + " bytes, the map's have " + size);
        }
    }
}
