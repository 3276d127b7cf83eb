// fails assemble sample
// tag::assemble[]
Program sampler = assemble(
    // R1 is still the context that the program began with.
    ldMapFd(R2, stacks),
    helperGetStackid(R1, R2, 256),

    // No id but an errno: nothing to count.
    jslt(R0, 0, "out"),
    storeMem(W, R10, -4, R0),
    counter(counts).count(-4),

    label("out"),
    mov(R0, 0),
    exitInsn());
// end::assemble[]
