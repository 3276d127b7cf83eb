package dev.bpflab.sim.map;

import static dev.bpflab.bpf.MapFlag.INNER_MAP;
import static dev.bpflab.bpf.MapFlag.MMAPABLE;
import static dev.bpflab.bpf.MapFlag.NO_COMMON_LRU;
import static dev.bpflab.bpf.MapFlag.NO_PREALLOC;
import static dev.bpflab.bpf.MapFlag.NUMA_NODE;
import static dev.bpflab.bpf.MapFlag.RDONLY;
import static dev.bpflab.bpf.MapFlag.RDONLY_PROG;
import static dev.bpflab.bpf.MapFlag.STACK_BUILD_ID;
import static dev.bpflab.bpf.MapFlag.WRONLY;
import static dev.bpflab.bpf.MapFlag.WRONLY_PROG;
import static dev.bpflab.bpf.MapFlag.ZERO_SEED;

import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.MapAttr;
import dev.bpflab.bpf.MapFlag;
import dev.bpflab.bpf.MapType;
import dev.bpflab.sim.memory.AddressSpace;
import java.util.Arrays;
import java.util.Optional;

/** The map types that are simulated: the creation flags that each takes, its other limits, and its class. */
@SuppressWarnings("ImmutableEnumChecker") // method references without state
public enum SimMapType {
    HASH(
            MapType.HASH,
            MapFlag.bits(NO_PREALLOC, NUMA_NODE, RDONLY, WRONLY, ZERO_SEED, RDONLY_PROG, WRONLY_PROG),
            SimHashMap::check,
            SimHashMap::new),
    ARRAY(
            MapType.ARRAY,
            MapFlag.bits(NUMA_NODE, RDONLY, WRONLY, RDONLY_PROG, WRONLY_PROG, MMAPABLE, INNER_MAP),
            SimArrayMap::check,
            SimArrayMap::new),
    PERCPU_HASH(
            MapType.PERCPU_HASH,
            MapFlag.bits(NO_PREALLOC, RDONLY, WRONLY, ZERO_SEED, RDONLY_PROG, WRONLY_PROG),
            SimHashMap::checkPerCpu,
            SimHashMap::new),
    PERCPU_ARRAY(
            MapType.PERCPU_ARRAY,
            MapFlag.bits(RDONLY, WRONLY, RDONLY_PROG, WRONLY_PROG),
            SimArrayMap::checkPerCpu,
            SimArrayMap::new),
    QUEUE(
            MapType.QUEUE,
            MapFlag.bits(NUMA_NODE, RDONLY, WRONLY, RDONLY_PROG, WRONLY_PROG),
            SimQueueMap::check,
            SimQueueMap::new),
    STACK(
            MapType.STACK,
            MapFlag.bits(NUMA_NODE, RDONLY, WRONLY, RDONLY_PROG, WRONLY_PROG),
            SimQueueMap::check,
            SimQueueMap::new),
    LPM_TRIE(
            MapType.LPM_TRIE,
            MapFlag.bits(NO_PREALLOC, NUMA_NODE, RDONLY, WRONLY, RDONLY_PROG, WRONLY_PROG),
            SimLpmTrieMap::check,
            SimLpmTrieMap::new),
    LRU_HASH(
            MapType.LRU_HASH,
            MapFlag.bits(NO_PREALLOC, NO_COMMON_LRU, NUMA_NODE, RDONLY, WRONLY, ZERO_SEED, RDONLY_PROG, WRONLY_PROG),
            SimHashMap::checkLruNode,
            SimHashMap::new),
    LRU_PERCPU_HASH(
            MapType.LRU_PERCPU_HASH,
            MapFlag.bits(NO_PREALLOC, NO_COMMON_LRU, RDONLY, WRONLY, ZERO_SEED, RDONLY_PROG, WRONLY_PROG),
            SimHashMap::checkLruPerCpu,
            SimHashMap::new),
    STACK_TRACE(
            MapType.STACK_TRACE,
            MapFlag.bits(NUMA_NODE, RDONLY, WRONLY, STACK_BUILD_ID),
            SimStackMap::check,
            SimStackMap::new),
    RINGBUF(MapType.RINGBUF, MapFlag.bits(NUMA_NODE), SimRingbufMap::check, SimRingbufMap::new);

    /** Finds what the kernel has against attributes whose flags the type takes: 0 or a negated errno. */
    @FunctionalInterface
    private interface Check {
        int of(MapAttr attr);
    }

    /** Makes the map; an {@link OutOfMemoryError} becomes ENOMEM. */
    @FunctionalInterface
    private interface Factory {
        SimMap create(MapAttr attr, AddressSpace memory, int cpus);
    }

    private final MapType type;
    private final int flags;
    private final Check check;
    private final Factory factory;

    SimMapType(MapType type, int flags, Check check, Factory factory) {
        this.type = type;
        this.flags = flags;
        this.check = check;
        this.factory = factory;
    }

    /** Returns the row of a map type, empty when the type is not simulated. */
    public static Optional<SimMapType> of(MapType type) {
        return Arrays.stream(values()).filter(row -> row.type == type).findFirst();
    }

    /** Returns 0, or the negated errno with which the kernel refuses these attributes (Linux 6.18, {@code map_alloc_check}). */
    public int check(MapAttr attr) {
        boolean bothForPrograms = has(attr, RDONLY_PROG) && has(attr, WRONLY_PROG);
        if ((attr.flags() & ~flags) != 0 || bothForPrograms) {
            return Errno.EINVAL.result();
        }
        return check.of(attr);
    }

    /** Makes a map; {@link OutOfMemoryError} when there is not enough memory for it. */
    public SimMap create(MapAttr attr, AddressSpace memory, int cpus) {
        return factory.create(attr, memory, cpus);
    }

    /** Returns whether the flag is set in {@code map_flags}. */
    public static boolean has(MapAttr attr, MapFlag flag) {
        return (attr.flags() & flag.bit()) != 0;
    }
}
