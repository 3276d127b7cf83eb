// bpflab lab 2.4 version 1
// The reference solution of lab 2.4, one tagged region for each step, experiment and challenge.
// Other programs that do the same pass as well.

// tag::create[]
record Exec(long pid, String comm) {}
var EXEC = struct(Exec.class, field("pid", U32), field("comm", text(16)));
var events = createMap(MapSpec.ringbuf("events", EXEC).maxEntries(65_536));
// end::create[]
/next

// tag::assemble[]
Program recorder = assemble(
    // Room for a record of 20 bytes; NULL when there is none.
    ldMapFd(R1, events),
    helperRingbufReserve(R1, 20, 0),
    jeq(R0, 0, "out"),
    mov(R6, R0),

    // The process id, and behind it the command's name.
    helperGetCurrentPidTgid(),
    rsh(R0, 32),
    storeMem(W, R6, 0, R0),
    mov(R1, R6),
    add(R1, 4),
    helperGetCurrentComm(R1, 16),

    // Now the reader may see it.
    mov(R1, R6),
    helperRingbufSubmit(R1, 0),

    label("out"),
    mov(R0, 0),
    exitInsn());
// end::assemble[]
/next

// tag::attach[]
var link = attach(load(recorder, TRACEPOINT), tracepoint("sched", "sched_process_exec"));
// end::attach[]
/next

// tag::poll[]
var three = runProcesses("true", 3);
var log = new ArrayList<Exec>();
int taken = poll(events, Duration.ofSeconds(1), log::add);
// end::poll[]
/next

// tag::table[]
var names = createMap(MapSpec.hash("names", U32, text(16)).maxEntries(1_000));
for (Exec exec : log) names.put(exec.pid(), exec.comm());
// end::table[]
/next

// tag::clean-up[]
links().forEach(Link::close);
programs().forEach(BpfProgram::close);
maps().forEach(BpfMap::close);
// end::clean-up[]
/next

// tag::full[]
var small = createMap(MapSpec.ringbuf("small").maxEntries(4_096));
var lost = createMap(MapSpec.array("lost", U64).maxEntries(1));

Program careful = assemble(
    ldMapFd(R1, small),
    helperRingbufReserve(R1, 20, 0),
    jeq(R0, 0, "full"),
    mov(R6, R0),
    helperGetCurrentPidTgid(),
    rsh(R0, 32),
    storeMem(W, R6, 0, R0),
    mov(R1, R6),
    add(R1, 4),
    helperGetCurrentComm(R1, 16),
    mov(R1, R6),
    helperRingbufSubmit(R1, 0),
    jmp("out"),

    // No room: at least count it.
    label("full"),
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
var many = runProcesses("true", 200);
int kept = drain(small).size();
// end::full[]
/next

// tag::packets[]
record Frame(long size, long protocol) {}
var FRAME = struct(Frame.class, field("size", U32), field("protocol", U32));
var packetLog = createMap(MapSpec.ringbuf("packet_log", FRAME).maxEntries(65_536));

Program packetRecorder = assemble(
    fields(xdp("veth0")),
    loadField(R2, R1, "data"),
    loadField(R7, R1, "data_end"),
    mov(R8, 0),

    // Only a frame with room for both headers is looked into.
    mov(R3, R2),
    add(R3, 34),
    jgt(R3, R7, "record"),
    loadMem(H, R4, R2, 12),
    be16(R4),
    jne(R4, 0x0800, "record"),
    loadMem(B, R8, R2, 23),

    label("record"),
    sub(R7, R2),
    ldMapFd(R1, packetLog),
    helperRingbufReserve(R1, 8, 0),
    jeq(R0, 0, "out"),
    storeMem(W, R0, 0, R7),
    storeMem(W, R0, 4, R8),
    mov(R1, R0),
    helperRingbufSubmit(R1, 0),

    label("out"),
    mov(R0, XDP_PASS),
    exitInsn());

var packetLink = attach(load(packetRecorder, XDP), xdp("veth0"));
var logTraffic = sendTraffic(200);
int logged = drain(packetLog).size();
// end::packets[]
