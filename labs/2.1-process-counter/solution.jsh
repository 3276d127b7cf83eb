// bpflab lab 2.1 version 1
// The reference solution of lab 2.1, one tagged region for each step.
// Other programs that do the same pass as well.

// tag::describe[]
var spec = MapSpec.hash("counts", U32, U64).maxEntries(10_000);
// end::describe[]
/next

// tag::create[]
var counts = createMap(spec);
// end::create[]
/next

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
    atomicAdd(DW, R0, 0, R1),

    label("out"),
    mov(R0, 0),
    exitInsn());
// end::assemble[]
/next

// tag::load[]
var loaded = load(counter, TRACEPOINT);
// end::load[]
/next

// tag::attach[]
var link = attach(loaded, tracepoint("sched", "sched_process_exec"));
// end::attach[]
/next

// tag::run[]
var four = runExecChain("true", 4);
var two = runExecChain("true", 2);
var one = runExecChain("true", 1);
// end::run[]
/next

// tag::once[]
var once = runProcesses("true", 3);
// end::once[]
/next

// tag::by-hand[]
var byHand = createMap(MapSpec.hash("by_hand", U32, U64).maxEntries(1_000));

void countByHand(long pid) {
    var seen = mapLookup(byHand, u32(pid));
    long count = seen == null ? 0 : readU64(seen);
    mapUpdate(byHand, u32(pid), u64(count + 1), ANY);
}

long[] seven = {1000, 1001, 1000, 1002, 1000, 1001, 1000};
for (long pid : seven) countByHand(pid);
// end::by-hand[]
/next

// tag::top[]
var busiest = top(byHand, 10);
for (var entry : busiest) {
    String bar = "#".repeat(entry.value().intValue());
    System.out.printf("%6d %s%n", entry.key(), bar);
}
// end::top[]
/next

// tag::lookup[]
long found = readU64(mapLookup(byHand, u32(1000)));
// end::lookup[]
/next

// tag::delete[]
boolean deleted = mapDelete(byHand, u32(1002));
// end::delete[]
/next

// tag::final[]
var entries = mapGetAll(byHand);
// end::final[]
/next

// tag::clean-up[]
links().forEach(Link::close);
programs().forEach(BpfProgram::close);
maps().forEach(BpfMap::close);
// end::clean-up[]
/next

// tag::by-comm[]
var commSpec = MapSpec.hash("by_comm", text(16), U64).maxEntries(1_000);
var byComm = createMap(commSpec);

Program commCounter = assemble(
    // The key: the command name, NUL-padded to 16 bytes.
    mov(R1, R10),
    add(R1, -16),
    helperGetCurrentComm(R1, 16),

    ldMapFd(R1, byComm),
    mov(R2, R10),
    add(R2, -16),
    helperMapLookupElem(R1, R2),
    jne(R0, 0, "count"),

    storeMem(DW, R10, -24, 1),
    ldMapFd(R1, byComm),
    mov(R2, R10),
    add(R2, -16),
    mov(R3, R10),
    add(R3, -24),
    helperMapUpdateElem(R1, R2, R3, NOEXIST.number()),
    jne32(R0, -17, "out"),

    ldMapFd(R1, byComm),
    mov(R2, R10),
    add(R2, -16),
    helperMapLookupElem(R1, R2),
    jeq(R0, 0, "out"),

    label("count"),
    mov(R1, 1),
    atomicAdd(DW, R0, 0, R1),

    label("out"),
    mov(R0, 0),
    exitInsn());

var commLoaded = load(commCounter, TRACEPOINT);
var commLink = attach(commLoaded, tracepoint("sched", "sched_process_exec"));
var named = runProcesses("true", 3);
// end::by-comm[]
