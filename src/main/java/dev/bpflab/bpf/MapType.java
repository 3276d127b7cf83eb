package dev.bpflab.bpf;

import java.util.Locale;
import java.util.Optional;

/** The map types of Linux 6.18, in the order of {@code enum bpf_map_type}. */
public enum MapType {
    /** The kernel's zero, of which no map can be made; in a blueprint a type that is known by its number alone. */
    UNSPEC(""),
    HASH("3.19"),
    ARRAY("3.19"),
    PROG_ARRAY("4.2"),
    PERF_EVENT_ARRAY("4.3"),
    PERCPU_HASH("4.6"),
    PERCPU_ARRAY("4.6"),
    STACK_TRACE("4.6"),
    CGROUP_ARRAY("4.8"),
    LRU_HASH("4.10"),
    LRU_PERCPU_HASH("4.10"),
    LPM_TRIE("4.11"),
    ARRAY_OF_MAPS("4.12"),
    HASH_OF_MAPS("4.12"),
    DEVMAP("4.14"),
    SOCKMAP("4.14"),
    CPUMAP("4.15"),
    XSKMAP("4.18"),
    SOCKHASH("4.18"),
    CGROUP_STORAGE("4.19"),
    REUSEPORT_SOCKARRAY("4.19"),
    PERCPU_CGROUP_STORAGE("4.20"),
    QUEUE("4.20"),
    STACK("4.20"),
    SK_STORAGE("5.2"),
    DEVMAP_HASH("5.4"),
    STRUCT_OPS("5.6"),
    RINGBUF("5.8"),
    INODE_STORAGE("5.10"),
    TASK_STORAGE("5.11"),
    BLOOM_FILTER("5.16"),
    USER_RINGBUF("6.1"),
    CGRP_STORAGE("6.2"),
    ARENA("6.9");

    private static final MapType[] ALL = values();

    private final String since;

    MapType(String since) {
        this.since = since;
    }

    /** Returns the first version of Linux that had the type, such as {@code 5.8}. */
    public String since() {
        return since;
    }

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
