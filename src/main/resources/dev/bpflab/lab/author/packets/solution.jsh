// bpflab lab @ID@ version 1
// The reference solution, one tagged region for each step; /next stands between them.

// tag::create[]
var sizes = createMap(MapSpec.array("sizes", U64).maxEntries(32));
// end::create[]
/next

// tag::assemble[]
Program sizer = assemble(
    fields(xdp("veth0")),
    loadField(R2, R1, "data"),
    loadField(R6, R1, "data_end"),
    sub(R6, R2),
    linear(64, 31).count(sizes, R6),
    mov(R0, XDP_PASS),
    exitInsn());
// end::assemble[]
/next

// tag::attach[]
var link = attach(load(sizer, XDP), xdp("veth0"));
// end::attach[]
/next

// tag::send[]
var traffic = sendTraffic(100);
// end::send[]
/next

// tag::clean-up[]
links().forEach(Link::close);
programs().forEach(BpfProgram::close);
maps().forEach(BpfMap::close);
// end::clean-up[]
