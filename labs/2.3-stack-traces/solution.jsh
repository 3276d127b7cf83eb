// bpflab lab 2.3 version 1
// The reference solution of lab 2.3, one tagged region for each step.
// Other programs that do the same pass as well.

// tag::workload[]
var spin = burnCpu("spin", Duration.ofMillis(200));
// end::workload[]
/next

// tag::kallsyms[]
var symbols = new TreeMap<Long, String>(Long::compareUnsigned);

for (String line : kallsyms()) {
    // Address, type, name, and for some a module.
    String[] words = line.split("\\s+");
    if (words[1].equalsIgnoreCase("t")) {
        long address = Long.parseUnsignedLong(words[0], 16);
        symbols.put(address, words[2]);
    }
}
// end::kallsyms[]
/next

// tag::maps[]
var stacks = createMap(
    MapSpec.stackTrace("stacks", 127).maxEntries(16_384));
var counts = createMap(
    MapSpec.hash("counts", U32, U64).maxEntries(10_000));
// end::maps[]
/next

// tag::assemble[]
Program sampler = assemble(
    // R1 is still the context that the program began with.
    ldMapFd(R2, stacks),
    helperGetStackid(R1, R2, 0),

    // No id but an errno: nothing to count.
    jslt(R0, 0, "out"),
    storeMem(W, R10, -4, R0),
    counter(counts).count(-4),

    label("out"),
    mov(R0, 0),
    exitInsn());
// end::assemble[]
/next

// tag::load[]
var loaded = load(sampler, PERF_EVENT);
// end::load[]
/next

// tag::sample[]
var link = attach(loaded, perfSampling(99));
var hot = burnCpu("hot", Duration.ofSeconds(1));
link.close();
// end::sample[]
/next

// tag::top[]
var busiest = top(counts, 5);
for (var entry : busiest) {
    System.out.println(entry.value() + " samples, stack " + entry.key());
}
// end::top[]
/next

// tag::look-up[]
var trace = frames(stacks, busiest.get(0).key());
trace.forEach(System.out::println);
// end::look-up[]
/next

// tag::clean-up[]
links().forEach(Link::close);
programs().forEach(BpfProgram::close);
maps().forEach(BpfMap::close);
// end::clean-up[]
/next

// tag::user[]
record UserKey(int pid, int user) {}

var userStacks = createMap(
    MapSpec.stackTrace("user_stacks", 127).maxEntries(16_384));
var userCounts = createMap(
    MapSpec.hash("user_counts", struct(UserKey.class), U64)
        .maxEntries(10_000));

Program userSampler = assemble(
    mov(R6, R1),
    helperGetCurrentPidTgid(),
    rsh(R0, 32),
    storeMem(W, R10, -8, R0),

    // The call above lost R1: the context is in R6.
    mov(R1, R6),
    ldMapFd(R2, userStacks),
    helperGetStackid(R1, R2, 256),
    jslt(R0, 0, "out"),
    storeMem(W, R10, -4, R0),
    counter(userCounts).count(-8),

    label("out"),
    mov(R0, 0),
    exitInsn());

var userLink = attach(load(userSampler, PERF_EVENT), perfSampling(99));
var warm = burnCpu("warm", Duration.ofSeconds(1));
userLink.close();

profile(userCounts, key -> frames(userStacks, key.user(), key.pid()))
    .where(key -> key.pid() == warm.pid())
// end::user[]
/next

// tag::both[]
record BothKey(int pid, int kernel, int user) {}

var bothStacks = createMap(
    MapSpec.stackTrace("both_stacks", 127).maxEntries(16_384));
var bothCounts = createMap(
    MapSpec.hash("both_counts", struct(BothKey.class), U64)
        .maxEntries(10_000));

Program bothSampler = assemble(
    mov(R6, R1),
    helperGetCurrentPidTgid(),
    rsh(R0, 32),
    storeMem(W, R10, -12, R0),

    mov(R1, R6),
    ldMapFd(R2, bothStacks),
    helperGetStackid(R1, R2, 0),
    storeMem(W, R10, -8, R0),

    mov(R1, R6),
    ldMapFd(R2, bothStacks),
    helperGetStackid(R1, R2, 256),
    storeMem(W, R10, -4, R0),

    counter(bothCounts).count(-12),
    mov(R0, 0),
    exitInsn());

var bothLink = attach(load(bothSampler, PERF_EVENT), perfSampling(99));
var busy = burnCpu("busy", Duration.ofSeconds(1));
bothLink.close();
// end::both[]
/next

// tag::folded[]
var foldStacks = createMap(
    MapSpec.stackTrace("fold_stacks", 127).maxEntries(16_384));
var foldCounts = createMap(
    MapSpec.hash("fold_counts", U32, U64).maxEntries(10_000));

Program folder = assemble(
    ldMapFd(R2, foldStacks),
    helperGetStackid(R1, R2, 0),
    jslt(R0, 0, "out"),
    storeMem(W, R10, -4, R0),
    counter(foldCounts).count(-4),
    label("out"),
    mov(R0, 0),
    exitInsn());

var foldLink = attach(load(folder, PERF_EVENT), perfSampling(99));
var folding = burnCpu("folding", Duration.ofSeconds(1));
foldLink.close();

var lines = new TreeMap<String, Long>();
for (var entry : foldCounts) {
    var names = new ArrayList<String>();
    for (var frame : frames(foldStacks, entry.key())) {
        names.add(0, frame.name());
    }
    lines.merge(String.join(";", names), entry.value(), Long::sum);
}

var folded = new ArrayList<String>();
lines.forEach((names, count) -> folded.add(names + " " + count));
// end::folded[]
/next

// tag::off-cpu[]
record Left(long ns, int kernel, int user) {}
record OffKey(int pid, int kernel, int user) {}

var offStacks = createMap(
    MapSpec.stackTrace("off_stacks", 127).maxEntries(16_384));
var left = createMap(
    MapSpec.hash("left", U32, struct(Left.class)).maxEntries(10_000));
var offTime = createMap(
    MapSpec.hash("off_time", struct(OffKey.class), U64)
        .maxEntries(10_000));

var sched = tracepoint("sched", "sched_switch");

Program offCpu = assemble(
    fields(sched),
    mov(R6, R1),
    helperKtimeGetNs(),
    mov(R7, R0),

    // Who leaves the CPU: remember when, and where it was.
    storeMem(DW, R10, -24, R7),
    mov(R1, R6),
    ldMapFd(R2, offStacks),
    helperGetStackid(R1, R2, 0),
    storeMem(W, R10, -16, R0),
    mov(R1, R6),
    ldMapFd(R2, offStacks),
    helperGetStackid(R1, R2, 256),
    storeMem(W, R10, -12, R0),
    loadField(R1, R6, "prev_pid"),
    storeMem(W, R10, -4, R1),
    ldMapFd(R1, left),
    mov(R2, R10),
    add(R2, -4),
    mov(R3, R10),
    add(R3, -24),
    helperMapUpdateElem(R1, R2, R3, ANY.number()),

    // Who gets it: when did it leave?
    loadField(R1, R6, "next_pid"),
    storeMem(W, R10, -4, R1),
    storeMem(W, R10, -40, R1),
    ldMapFd(R1, left),
    mov(R2, R10),
    add(R2, -4),
    helperMapLookupElem(R1, R2),
    jeq(R0, 0, "out"),
    loadMem(W, R1, R0, 8),
    storeMem(W, R10, -36, R1),
    loadMem(W, R1, R0, 12),
    storeMem(W, R10, -32, R1),
    loadMem(DW, R1, R0, 0),
    sub(R7, R1),
    counter(offTime).count(-40, R7),

    label("out"),
    mov(R0, 0),
    exitInsn());

var offLink = attach(load(offCpu, TRACEPOINT), sched);
var nap = sleepIn("nap", 20, Duration.ofMillis(10));
offLink.close();

profile(offTime, key ->
    frames(offStacks, key.kernel(), key.user(), key.pid()))
    .where(key -> key.pid() == nap.pid())
// end::off-cpu[]
/next

// tag::profiler[]
record ProfileKey(int pid, int kernel, int user) {}

var profileStacks = createMap(
    MapSpec.stackTrace("prof_stacks", 127).maxEntries(16_384));
var profileCounts = createMap(
    MapSpec.hash("prof_counts", struct(ProfileKey.class), U64)
        .maxEntries(10_000));

var name = comm("target_loop");

Program profiler = assemble(
    mov(R6, R1),

    // The name's 16 bytes, as two numbers.
    mov(R1, R10),
    add(R1, -16),
    helperGetCurrentComm(R1, 16),
    loadMem(DW, R1, R10, -16),
    ldImm64(R2, readU64(name)),
    jne(R1, R2, "out"),
    loadMem(DW, R1, R10, -8),
    ldImm64(R2, readU64(name, 8)),
    jne(R1, R2, "out"),

    helperGetCurrentPidTgid(),
    rsh(R0, 32),
    storeMem(W, R10, -28, R0),
    mov(R1, R6),
    ldMapFd(R2, profileStacks),
    helperGetStackid(R1, R2, 0),
    storeMem(W, R10, -24, R0),
    mov(R1, R6),
    ldMapFd(R2, profileStacks),
    helperGetStackid(R1, R2, 256),
    storeMem(W, R10, -20, R0),
    counter(profileCounts).count(-28),

    label("out"),
    mov(R0, 0),
    exitInsn());

var profileLink = attach(load(profiler, PERF_EVENT), perfSampling(999));
var target = burnCpu("target_loop", Duration.ofMillis(500));
profileLink.close();
// end::profiler[]
/next

// tag::shares[]
var shareStacks = createMap(
    MapSpec.stackTrace("share_stacks", 127).maxEntries(16_384));
var shareCounts = createMap(
    MapSpec.hash("share_counts", U32, U64).maxEntries(10_000));

Program sharer = assemble(
    ldMapFd(R2, shareStacks),
    helperGetStackid(R1, R2, 0),
    jslt(R0, 0, "out"),
    storeMem(W, R10, -4, R0),
    counter(shareCounts).count(-4),
    label("out"),
    mov(R0, 0),
    exitInsn());

var shareLink = attach(load(sharer, PERF_EVENT), perfSampling(99));
burnCpu("sharing", Duration.ofSeconds(1));
shareLink.close();

var innermost = new TreeMap<String, Long>();
long all = 0;
for (var entry : shareCounts) {
    String name = frames(shareStacks, entry.key()).get(0).name();
    innermost.merge(name, entry.value(), Long::sum);
    all += entry.value();
}

var shares = new TreeMap<String, Double>();
for (var entry : innermost.entrySet()) {
    shares.put(entry.getKey(), 100.0 * entry.getValue() / all);
}
// end::shares[]
/next

// tag::flame[]
record FlameKey(int pid, int kernel, int user) {}

var flameStacks = createMap(
    MapSpec.stackTrace("flame_stacks", 127).maxEntries(16_384));
var flameCounts = createMap(
    MapSpec.hash("flame_counts", struct(FlameKey.class), U64)
        .maxEntries(10_000));

Program flamer = assemble(
    mov(R6, R1),
    helperGetCurrentPidTgid(),
    rsh(R0, 32),
    storeMem(W, R10, -12, R0),
    mov(R1, R6),
    ldMapFd(R2, flameStacks),
    helperGetStackid(R1, R2, 0),
    storeMem(W, R10, -8, R0),
    mov(R1, R6),
    ldMapFd(R2, flameStacks),
    helperGetStackid(R1, R2, 256),
    storeMem(W, R10, -4, R0),
    counter(flameCounts).count(-12),
    mov(R0, 0),
    exitInsn());

var flameLink = attach(load(flamer, PERF_EVENT), perfSampling(999));
var flame = burnCpu("flame", Duration.ofMillis(500));
flameLink.close();

var flames = profile(flameCounts, key ->
        frames(flameStacks, key.kernel(), key.user(), key.pid()))
    .where(key -> key.pid() == flame.pid());
var folder = Files.createTempDirectory("flame");
var flameFile = exportFolded(flames, folder + "/flame.folded");
var flamePage = flameGraph(flames, folder + "/flame.html");

// They go when the workbench is left.
for (var path : List.of(folder, flameFile, flamePage)) {
    path.toFile().deleteOnExit();
}
// end::flame[]
