// fails assemble run final
// tag::assemble[]
Program counter = assemble(
    // The key: R0 is tgid << 32 | tid; the tgid is userspace's process id.
    helperGetCurrentPidTgid(),
    rsh(R0, 32),
    storeMem(W, R10, -4, R0),

    // Its count: R0 points to the value, or is NULL.
    ldMapFd(R1, counts),
    mov(R2, R10),
    add(R2, -4),
    helperMapLookupElem(R1, R2),
    jne(R0, 0, "count"),

    // No entry yet: insert 1, unless another CPU has just done so.
    storeMem(DW, R10, -16, 1),
    ldMapFd(R1, counts),
    mov(R2, R10),
    add(R2, -4),
    mov(R3, R10),
    add(R3, -16),
    helperMapUpdateElem(R1, R2, R3, NOEXIST.number()),
    jne32(R0, -17, "out"),

    // -17 is EEXIST: another CPU was faster. Look up again and add to that.
    ldMapFd(R1, counts),
    mov(R2, R10),
    add(R2, -4),
    helperMapLookupElem(R1, R2),
    jeq(R0, 0, "out"),

    label("count"),
    mov(R1, 1),
    // atomicAdd(DW, R0, 0, R1),

    label("out"),
    mov(R0, 0),
    exitInsn());
// end::assemble[]
