package dev.bpflab.bpf;

import java.util.Locale;
import java.util.Optional;

/** The map types of Linux 6.18, in the order of {@code enum bpf_map_type}. */
public enum MapType {
    /** The kernel's zero, of which no map can be made; in a blueprint a type that is known by its number alone. */
    UNSPEC,
    HASH,
    ARRAY,
    PROG_ARRAY,
    PERF_EVENT_ARRAY,
    PERCPU_HASH,
    PERCPU_ARRAY,
    STACK_TRACE,
    CGROUP_ARRAY,
    LRU_HASH,
    LRU_PERCPU_HASH,
    LPM_TRIE,
    ARRAY_OF_MAPS,
    HASH_OF_MAPS,
    DEVMAP,
    SOCKMAP,
    CPUMAP,
    XSKMAP,
    SOCKHASH,
    CGROUP_STORAGE,
    REUSEPORT_SOCKARRAY,
    PERCPU_CGROUP_STORAGE,
    QUEUE,
    STACK,
    SK_STORAGE,
    DEVMAP_HASH,
    STRUCT_OPS,
    RINGBUF,
    INODE_STORAGE,
    TASK_STORAGE,
    BLOOM_FILTER,
    USER_RINGBUF,
    CGRP_STORAGE,
    ARENA;

    private static final MapType[] ALL = values();

    /** Returns the number that bpf(2) knows the type by. */
    public int number() {
        return ordinal();
    }

    /** Returns the name in lower case, as bpftool prints it: {@code percpu_hash}. */
    public String kernelName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns whether values have no keys and come out in the order in which they were put in, or the reverse. */
    public boolean isQueue() {
        return this == QUEUE || this == STACK;
    }

    /** Returns whether each CPU has a value of its own under a key. */
    public boolean isPerCpu() {
        return switch (this) {
            case PERCPU_HASH, PERCPU_ARRAY, LRU_PERCPU_HASH, PERCPU_CGROUP_STORAGE -> true;
            default -> false;
        };
    }

    /** Returns whether the values are maps: given by their descriptors, found as their ids. */
    public boolean isOfMaps() {
        return this == ARRAY_OF_MAPS || this == HASH_OF_MAPS;
    }

    /**
     * Returns how many bytes the system call copies for one value (map_value_size in kernel/bpf/syscall.c): with per-CPU
     * values those of every possible CPU, each rounded up to 8; an id for maps of descriptors.
     *
     * @param valueSize {@code value_size}, unsigned
     * @param possibleCpus see {@link BpfHost#possibleCpus}
     */
    public long valueBytes(int valueSize, int possibleCpus) {
        long size = Integer.toUnsignedLong(valueSize);
        return switch (this) {
            case PROG_ARRAY, PERF_EVENT_ARRAY, CGROUP_ARRAY, ARRAY_OF_MAPS, HASH_OF_MAPS -> Integer.BYTES;
            default -> isPerCpu() ? (size + 7) / 8 * 8 * possibleCpus : size;
        };
    }

    /** Returns the type with this number, empty for a number that Linux 6.18 does not have. */
    public static Optional<MapType> ofNumber(int number) {
        return number >= 1 && number < ALL.length ? Optional.of(ALL[number]) : Optional.empty();
    }
}
