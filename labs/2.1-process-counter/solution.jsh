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

// tag::full[]
var small = createMap(MapSpec.hash("small", U32, U64).maxEntries(100));
var lost = createMap(MapSpec.array("lost", U64).maxEntries(1));

Program careful = assemble(
    helperGetCurrentPidTgid(),
    rsh(R0, 32),
    storeMem(W, R10, -4, R0),
    counter(small).count(-4),

    // -7 is E2BIG: the map is full, and this process is not counted.
    jne32(R0, -7, "out"),
    storeMem(W, R10, -4, 0),
    ldMapFd(R1, lost),
    mov(R2, R10),
    add(R2, -4),
    helperMapLookupElem(R1, R2),
    jeq(R0, 0, "out"),
    mov(R1, 1),
    atomicAdd(DW, R0, 0, R1),

    label("out"),
    mov(R0, 0),
    exitInsn());

var carefulLink = attach(load(careful, TRACEPOINT), tracepoint("sched", "sched_process_exec"));
var many = runProcesses("true", 150);
long held = small.stream().count();
// end::full[]
/next

// tag::recent[]
var recent = createMap(MapSpec.lruHash("recent", U32, U64).maxEntries(10));
for (long key = 1; key <= 100; key++) recent.put(key, key);
var left = mapGetAll(recent);
// end::recent[]
/next

// tag::per-cpu[]
var perCpu = createMap(MapSpec.percpuHash("per_cpu", U32, U64).maxEntries(1_000));

Program quick = assemble(
    helperGetCurrentPidTgid(),
    rsh(R0, 32),
    storeMem(W, R10, -4, R0),
    ldMapFd(R1, perCpu),
    mov(R2, R10),
    add(R2, -4),
    helperMapLookupElem(R1, R2),
    jne(R0, 0, "count"),

    storeMem(DW, R10, -16, 1),
    ldMapFd(R1, perCpu),
    mov(R2, R10),
    add(R2, -4),
    mov(R3, R10),
    add(R3, -16),
    helperMapUpdateElem(R1, R2, R3, NOEXIST.number()),
    jne32(R0, -17, "out"),

    // Another CPU inserted the key, and with it a zero for this one.
    ldMapFd(R1, perCpu),
    mov(R2, R10),
    add(R2, -4),
    helperMapLookupElem(R1, R2),
    jeq(R0, 0, "out"),

    // Nobody else writes here: no atomic add.
    label("count"),
    loadMem(DW, R1, R0, 0),
    add(R1, 1),
    storeMem(DW, R0, 0, R1),

    label("out"),
    mov(R0, 0),
    exitInsn());

var quickLink = attach(load(quick, TRACEPOINT), tracepoint("sched", "sched_process_exec"));
var chain = runExecChain("true", 6);
long total = perCpu.get(chain.pid()).sum();
// end::per-cpu[]
/next

// tag::by-comm[]
var commSpec = MapSpec.hash("by_comm", text(16), U64).maxEntries(1_000);
var byComm = createMap(commSpec);

Program commCounter = assemble(
    // The key: the command name in 16 bytes, with zeros behind it.
    storeMem(DW, R10, -16, 0),
    storeMem(DW, R10, -8, 0),
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
/next

// tag::account[]
var started = createMap(MapSpec.hash("started", U32, U64).maxEntries(10_000));
var cpuTime = createMap(MapSpec.hash("cpu_time", U32, U64).maxEntries(10_000));
var switches = createMap(MapSpec.hash("switches", U32, U64).maxEntries(10_000));

Program accountant = assemble(
    fields(tracepoint("sched", "sched_switch")),
    mov(R6, R1),
    helperKtimeGetNs(),
    mov(R7, R0),

    // The task that leaves: one more switch, and the time since it came.
    loadField(R1, R6, "prev_pid"),
    storeMem(W, R10, -4, R1),
    counter(switches).count(-4),
    ldMapFd(R1, started),
    mov(R2, R10),
    add(R2, -4),
    helperMapLookupElem(R1, R2),
    jeq(R0, 0, "next"),
    loadMem(DW, R1, R0, 0),
    mov(R8, R7),
    sub(R8, R1),
    counter(cpuTime).count(-4, R8),

    // The task that comes: it came now.
    label("next"),
    loadField(R1, R6, "next_pid"),
    storeMem(W, R10, -4, R1),
    storeMem(DW, R10, -24, R7),
    ldMapFd(R1, started),
    mov(R2, R10),
    add(R2, -4),
    mov(R3, R10),
    add(R3, -24),
    helperMapUpdateElem(R1, R2, R3, ANY.number()),

    mov(R0, 0),
    exitInsn());

var accountantLink = attach(load(accountant, TRACEPOINT), tracepoint("sched", "sched_switch"));
var busy = burnCpu("hot", Duration.ofMillis(300));
// end::account[]
/next

// tag::memory[]
var memory = createMap(MapSpec.hash("memory", U32, U64).maxEntries(10_000));

Program weigher = assemble(
    fields(tracepoint("kmem", "rss_stat")),
    mov(R6, R1),

    // Its own memory, and of that the anonymous pages.
    loadField(R1, R6, "curr"),
    jne(R1, 1, "out"),
    loadField(R1, R6, "member"),
    jne(R1, 1, "out"),

    loadField(R1, R6, "size"),
    storeMem(DW, R10, -16, R1),
    helperGetCurrentPidTgid(),
    rsh(R0, 32),
    storeMem(W, R10, -4, R0),

    // What was told last replaces what was there.
    ldMapFd(R1, memory),
    mov(R2, R10),
    add(R2, -4),
    mov(R3, R10),
    add(R3, -16),
    helperMapUpdateElem(R1, R2, R3, ANY.number()),

    label("out"),
    mov(R0, 0),
    exitInsn());

var weigherLink = attach(load(weigher, TRACEPOINT), tracepoint("kmem", "rss_stat"));
var light = runProcesses("true", 3);
// end::memory[]
