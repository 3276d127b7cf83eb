package dev.bpflab.bpf;

import java.util.ArrayList;
import java.util.List;

/** The creation flags of maps ({@code BPF_F_*} of BPF_MAP_CREATE). */
public enum MapFlag {
    /** Allocate entries when they are inserted, not when the map is made (hash maps). */
    NO_PREALLOC(1),
    /** One LRU list for each CPU instead of a common one. */
    NO_COMMON_LRU(1 << 1),
    /** Allocate on the NUMA node given at creation. */
    NUMA_NODE(1 << 2),
    /** Userspace may only read through this descriptor. */
    RDONLY(1 << 3),
    /** Userspace may only write through this descriptor. */
    WRONLY(1 << 4),
    /** Keep build ids instead of addresses (stack traces). */
    STACK_BUILD_ID(1 << 5),
    /** Start hashing from seed zero (for tests only). */
    ZERO_SEED(1 << 6),
    /** Programs may only read. */
    RDONLY_PROG(1 << 7),
    /** Programs may only write. */
    WRONLY_PROG(1 << 8),
    /** A child socket gets a copy of what its parent had (socket storage). */
    CLONE(1 << 9),
    /** The values can be mapped into memory (arrays). */
    MMAPABLE(1 << 10),
    /** Keep a perf event while the map lives. */
    PRESERVE_ELEMS(1 << 11),
    /** An array inside a map may differ from the others there in max_entries. */
    INNER_MAP(1 << 12),
    /** A link is made from the map (struct_ops). */
    LINK(1 << 13),
    /** The path of a pin is relative to a directory's descriptor; for BPF_OBJ_PIN and BPF_OBJ_GET, no map takes it. */
    PATH_FD(1 << 14),
    /** The type of the values is described by a module's BTF, whose descriptor is given (struct_ops). */
    VTYPE_BTF_OBJ_FD(1 << 15),
    /** The right to create the map comes from a token, whose descriptor is given. */
    TOKEN_FD(1 << 16),
    /** Userspace gets SIGSEGV for a page that no program has allocated yet, instead of the page (arena). */
    SEGV_ON_FAULT(1 << 17),
    /** Pointers are not converted when programs hand them to userspace (arena). */
    NO_USER_CONV(1 << 18);

    private final int bit;

    MapFlag(int bit) {
        this.bit = bit;
    }

    /** Returns the flag's bit in {@code map_flags}. */
    public int bit() {
        return bit;
    }

    /** Returns the names of the flags that are set, such as {@code NO_PREALLOC and ZERO_SEED}; other bits as a number. */
    public static String describe(int bits) {
        List<String> names = new ArrayList<>();
        int rest = bits;
        for (MapFlag flag : values()) {
            if ((bits & flag.bit) != 0) {
                names.add(flag.name());
                rest &= ~flag.bit;
            }
        }
        if (rest != 0) {
            names.add("0x" + Integer.toHexString(rest));
        }
        return String.join(" and ", names);
    }

    /** Returns the bits of all these flags together. */
    public static int bits(MapFlag... flags) {
        int bits = 0;
        for (MapFlag flag : flags) {
            bits |= flag.bit;
        }
        return bits;
    }
}
