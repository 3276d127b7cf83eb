// passes
// tag::assemble[]
Program sizer = assemble(
    loadMem(W, R8, R1, 4),
    loadMem(W, R9, R1, 0),
    sub(R8, R9),
    div(R8, 256),
    jlt(R8, 64, "fits"),
    mov(R8, 63),
    label("fits"),
    mov(R7, R10),
    add(R7, -12),
    storeMem(W, R7, 0, R8),
    mov(R2, R7),
    ldMapFd(R1, sizes),
    helperMapLookupElem(R1, R2),
    jne(R0, 0, "there"),
    mov(R0, 2),
    exitInsn(),
    label("there"),
    mov(R6, 1),
    atomicFetchAdd(DW, R0, 0, R6),
    mov(R0, 2),
    exitInsn());
// end::assemble[]
