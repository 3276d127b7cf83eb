// passes
// tag::assemble[]
Program counter = assemble(
    helperGetCurrentPidTgid(),
    rsh(R0, 32),
    storeMem(W, R10, -4, R0),
    counter(counts).count(-4),
    label("out"),
    mov(R0, 0),
    exitInsn());
// end::assemble[]
