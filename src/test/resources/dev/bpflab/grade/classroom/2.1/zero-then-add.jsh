// passes
// tag::assemble[]
Program counter = assemble(
    helperGetCurrentPidTgid(),
    rsh(R0, 32),
    storeMem(W, R10, -4, R0),
    storeMem(DW, R10, -16, 0),
    ldMapFd(R1, counts),
    mov(R2, R10),
    add(R2, -4),
    mov(R3, R10),
    add(R3, -16),
    helperMapUpdateElem(R1, R2, R3, NOEXIST.number()),
    ldMapFd(R1, counts),
    mov(R2, R10),
    add(R2, -4),
    helperMapLookupElem(R1, R2),
    jeq(R0, 0, "out"),
    mov(R1, 1),
    atomicFetchAdd(DW, R0, 0, R1),
    label("out"),
    mov(R0, 0),
    exitInsn());
// end::assemble[]
