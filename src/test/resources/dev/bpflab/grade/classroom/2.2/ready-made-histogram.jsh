// passes
// tag::assemble[]
Program sizer = assemble(
    fields(xdp("veth0")),
    loadField(R2, R1, "data"),
    loadField(R6, R1, "data_end"),
    sub(R6, R2),
    linear(256, 63).count(sizes, R6),
    mov(R0, XDP_PASS),
    exitInsn());
// end::assemble[]
