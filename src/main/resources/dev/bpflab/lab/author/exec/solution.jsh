// bpflab lab @ID@ version 1
// The reference solution, one tagged region for each step; /next stands between them.

// tag::create[]
var runs = createMap(MapSpec.hash("runs", text(16), U64).maxEntries(1_000));
// end::create[]
/next

// tag::assemble[]
Program counter = assemble(
    mov(R1, R10),
    add(R1, -16),
    helperGetCurrentComm(R1, 16),
    counter(runs).count(-16),
    mov(R0, 0),
    exitInsn());
// end::assemble[]
/next

// tag::attach[]
var link = attach(load(counter, TRACEPOINT), tracepoint("sched", "sched_process_exec"));
// end::attach[]
/next

// tag::run[]
var three = runProcesses("true", 3);
// end::run[]
/next

// tag::clean-up[]
links().forEach(Link::close);
programs().forEach(BpfProgram::close);
maps().forEach(BpfMap::close);
// end::clean-up[]
