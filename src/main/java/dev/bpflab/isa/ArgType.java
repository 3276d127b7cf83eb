package dev.bpflab.isa;

/** What a helper accepts in an argument register, as the kernel's verifier distinguishes it (enum bpf_arg_type). */
public enum ArgType {
    /** Any initialised value. */
    ANYTHING,
    /** A map. */
    CONST_MAP_PTR,
    /** A readable key of the map argument. */
    MAP_KEY,
    /** A readable value of the map argument. */
    MAP_VALUE,
    /** A readable value of the map argument, or 0. */
    MAP_VALUE_OR_NULL,
    /** Room for a value of the map argument, which the helper writes. */
    UNINIT_MAP_VALUE,
    /** Readable memory; the next argument is its size. */
    MEM,
    /** Readable memory, or 0; the next argument is its size. */
    MEM_OR_NULL,
    /** Memory that the helper writes; it need not be initialised. The next argument is its size. */
    UNINIT_MEM,
    /** Memory that the helper writes, or 0; the next argument is its size. */
    UNINIT_MEM_OR_NULL,
    /** Readable memory of a size that the helper fixes. */
    FIXED_MEM,
    /** Four bytes that the helper writes. */
    INT_PTR,
    /** Eight bytes that the helper writes. */
    LONG_PTR,
    /** The size of the memory before, at least 1. */
    SIZE,
    /** The size of the memory before, 0 allowed. */
    SIZE_OR_ZERO,
    /** A known number, the size of what the helper allocates. */
    ALLOC_SIZE,
    /** The program's context. */
    CTX,
    /** The program's context, or 0. */
    CTX_OR_NULL,
    /** A bpf_spin_lock in a map value. */
    SPIN_LOCK,
    /** A socket of the sock_common family. */
    SOCK_COMMON,
    /** A kernel object known by its BTF id. */
    BTF_ID,
    /** A kernel object known by its BTF id, or 0. */
    BTF_ID_OR_NULL,
    /** A socket, from a helper or known by its BTF id. */
    BTF_ID_SOCK_COMMON,
    /** A per-CPU kernel variable known by its BTF id. */
    PERCPU_BTF_ID,
    /** A reserved record of a ring buffer, given back by the call. */
    RINGBUF_MEM,
    /** A function of the program. */
    FUNC,
    /** A pointer into the stack, or 0. */
    STACK_OR_NULL,
    /** A constant string in a read-only map. */
    CONST_STR,
    /** A bpf_timer in a map value. */
    TIMER,
    /** A field of a map value that holds a kernel pointer. */
    KPTR,
    /** An initialised dynptr. */
    DYNPTR,
    /** Room for a dynptr, which the helper initialises. */
    UNINIT_DYNPTR;

    /** Returns whether this is the size of the memory argument before it. */
    public boolean isSize() {
        return this == SIZE || this == SIZE_OR_ZERO;
    }

    /** Returns whether 0 is accepted in the place of a pointer. */
    public boolean orNull() {
        return name().endsWith("_OR_NULL");
    }

    /** Returns whether this is memory whose size is the next argument. */
    public boolean isSizedMem() {
        return this == MEM || this == MEM_OR_NULL || this == UNINIT_MEM || this == UNINIT_MEM_OR_NULL;
    }
}
