package dev.bpflab.isa;

/** What a helper leaves in R0, as the kernel's verifier distinguishes it (enum bpf_return_type). */
public enum ReturnType {
    /** A number. */
    INTEGER,
    /** Nothing; R0 is not readable. */
    VOID,
    /** A pointer to a value of the map argument. */
    MAP_VALUE,
    /** A pointer to a value of the map argument, or 0. */
    MAP_VALUE_OR_NULL,
    /** A socket, or 0. */
    SOCKET_OR_NULL,
    /** A TCP socket, or 0. */
    TCP_SOCK_OR_NULL,
    /** A socket of the sock_common family, or 0. */
    SOCK_COMMON_OR_NULL,
    /** A reserved record of a ring buffer, or 0. */
    RINGBUF_MEM_OR_NULL,
    /** Memory of a dynptr, or 0. */
    DYNPTR_MEM_OR_NULL,
    /** A kernel object, or memory. */
    MEM_OR_BTF_ID,
    /** A kernel object, or memory, or 0. */
    MEM_OR_BTF_ID_OR_NULL,
    /** A kernel object known by its BTF id. */
    BTF_ID,
    /** A kernel object known by its BTF id, or 0. */
    BTF_ID_OR_NULL;

    /** Returns whether R0 may be 0 in the place of a pointer, so that a program has to test it. */
    public boolean orNull() {
        return name().endsWith("_OR_NULL");
    }
}
