package dev.bpflab.kernel;

import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.MapAttr;
import dev.bpflab.bpf.MapFlag;
import dev.bpflab.bpf.MapType;
import dev.bpflab.kernel.BpfAttr.Command;

/** Asks for types of maps by making the smallest map of each and closing it again. */
final class MapTypeProbe {
    private static final int WORD = Integer.BYTES;
    private static final int LONG = Long.BYTES;
    /** {@code struct bpf_cgroup_storage_key}. */
    private static final int CGROUP_KEY = 16;
    /** A whole number of pages of every size that Linux has. */
    private static final int BYTES = 1 << 16;

    /** The part of the attributes that ends with {@code btf_vmlinux_value_type_id}. */
    private static final int STRUCT_OPS_SIZE = 64;

    private MapTypeProbe() {}

    static KernelAnswer of(MapType type) {
        if (type == MapType.STRUCT_OPS) {
            return structOps();
        }
        try (KernelHost host = new KernelHost()) {
            int inner = type.isOfMaps() ? host.createMap(of(MapType.HASH, WORD, WORD, 1)) : 0;
            int fd = inner < 0 ? inner : host.createMap(smallest(type, inner));
            return fd >= 0 ? KernelAnswer.yes() : KernelAnswer.refused(fd);
        }
    }

    /** Returns whether a map of a type takes values of 8 bytes: a number, and a descriptor of a program behind it. */
    static KernelAnswer withPrograms(MapType type) {
        try (KernelHost host = new KernelHost()) {
            int fd = host.createMap(of(type, WORD, LONG, 1));
            return fd >= 0 ? KernelAnswer.yes() : KernelAnswer.refused(fd);
        }
    }

    private static MapAttr smallest(MapType type, int inner) {
        return switch (type) {
            case STACK_TRACE -> of(type, WORD, LONG, 1);
            case LPM_TRIE -> of(type, LONG, LONG, 1, MapFlag.NO_PREALLOC);
            case CGROUP_STORAGE, PERCPU_CGROUP_STORAGE -> of(type, CGROUP_KEY, LONG, 0);
            case SK_STORAGE, INODE_STORAGE, TASK_STORAGE, CGRP_STORAGE -> of(type, WORD, LONG, 0, MapFlag.NO_PREALLOC);
            case QUEUE, STACK, BLOOM_FILTER -> of(type, 0, WORD, 1);
            case RINGBUF, USER_RINGBUF -> of(type, 0, 0, BYTES);
            case ARENA -> of(type, 0, 0, 1, MapFlag.MMAPABLE);
            case ARRAY_OF_MAPS, HASH_OF_MAPS -> new MapAttr(type.number(), WORD, WORD, 1, 0, "", inner);
            default -> of(type, WORD, WORD, 1);
        };
    }

    private static MapAttr of(MapType type, int keySize, int valueSize, int maxEntries, MapFlag... flags) {
        return new MapAttr(type.number(), keySize, valueSize, maxEntries, MapFlag.bits(flags), "");
    }

    /** Such a map is of a structure in the kernel's type description; type 1 is none, and ENOTSUPP says so. */
    private static KernelAnswer structOps() {
        BpfAttr attr = Scratch.ofThread().attr().clear();
        attr.u32(0, MapType.STRUCT_OPS.number())
                .u32(4, WORD)
                .u32(8, WORD)
                .u32(12, 1)
                .u32(60, 1);
        int result = attr.call(Command.MAP_CREATE, STRUCT_OPS_SIZE);
        if (result >= 0) {
            Libc.close(result);
        }
        return result >= 0 || result == Errno.ENOTSUPP.result() ? KernelAnswer.yes() : KernelAnswer.refused(result);
    }
}
