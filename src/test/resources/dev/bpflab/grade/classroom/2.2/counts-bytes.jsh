// fails assemble capture histogram mtu
// tag::assemble[]
Program sizer = assemble(
    fields(xdp("veth0")),

    // The size of the frame: where it ends, less where it begins.
    loadField(R2, R1, "data"),
    loadField(R6, R1, "data_end"),
    sub(R6, R2),
    mov(R7, R6),

    // Its bucket: size / 256, and 63 for all that is larger.
    rsh(R6, 8),
    jle(R6, 63, "fits"),
    mov(R6, 63),
    label("fits"),

    // Add one to the bucket's counter.
    storeMem(W, R10, -4, R6),
    ldMapFd(R1, sizes),
    mov(R2, R10),
    add(R2, -4),
    helperMapLookupElem(R1, R2),
    jeq(R0, 0, "out"),
    mov(R1, R7),
    atomicAdd(DW, R0, 0, R1),

    label("out"),
    mov(R0, XDP_PASS),
    exitInsn());
// end::assemble[]
