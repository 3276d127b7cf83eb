// passes
// tag::describe[]
var spec = MapSpec.percpuHash("counts", U32, U64).maxEntries(10_000);
// end::describe[]
// tag::assemble[]
Program counter = assemble(
    helperGetCurrentPidTgid(),
    rsh(R0, 32),
    storeMem(W, R10, -4, R0),
    ldMapFd(R1, counts),
    mov(R2, R10),
    add(R2, -4),
    helperMapLookupElem(R1, R2),
    jne(R0, 0, "count"),
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
    label("count"),
    loadMem(DW, R1, R0, 0),
    add(R1, 1),
    storeMem(DW, R0, 0, R1),
    label("out"),
    mov(R0, 0),
    exitInsn());
// end::assemble[]
