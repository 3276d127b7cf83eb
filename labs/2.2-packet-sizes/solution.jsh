// bpflab lab 2.2 version 1
// The reference solution of lab 2.2, one tagged region for each step, experiment and challenge.
// Other programs that do the same pass as well.

// tag::describe[]
var spec = MapSpec.array("sizes", U64).maxEntries(64);
int fullFrame = 1514 / 256;
// end::describe[]
/next

// tag::create[]
var sizes = createMap(spec);
// end::create[]
/next

// tag::zeroed[]
long elements = sizes.stream().count();
long first = sizes.get(0L);
// end::zeroed[]
/next

// tag::assemble[]
Program sizer = assemble(
    fields(xdp("veth0")),

    // The size of the frame: where it ends, less where it begins.
    loadField(R2, R1, "data"),
    loadField(R6, R1, "data_end"),
    sub(R6, R2),

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
    mov(R1, 1),
    atomicAdd(DW, R0, 0, R1),

    label("out"),
    mov(R0, XDP_PASS),
    exitInsn());
// end::assemble[]
/next

// tag::load[]
var loaded = load(sizer, XDP);
// end::load[]
/next

// tag::attach[]
var link = attach(loaded, xdp("veth0"));
// end::attach[]
/next

// tag::capture[]
var sent = sendPackets(packets(64, 128, 300, 576, 1514, 20_000).times(20));
var traffic = sendTraffic(200);
// end::capture[]
/next

// tag::histogram[]
long total = 0;
double bytes = 0;
for (var entry : sizes) {
    double middle = entry.key() * 256 + 127.5;
    total += entry.value();
    bytes += entry.value() * middle;
}
var busiest = top(sizes, 3);
System.out.println(histogram(sizes));
System.out.println(total + " packets of about " + Math.round(bytes / total) + " bytes");
// end::histogram[]
/next

// tag::mtu[]
var more = sendPackets(packets(1514).times(50));
// end::mtu[]
/next

// tag::read[]
long full = readU64(mapLookup(sizes, u32(5)));
// end::read[]
/next

// tag::clean-up[]
link.close();
loaded.close();
sizes.close();
// end::clean-up[]
/next

/next

// tag::fine[]
links().forEach(Link::close);

var fine = createMap(MapSpec.array("fine", U64).maxEntries(256));

Program fineSizer = assemble(
    fields(xdp("veth0")),
    loadField(R2, R1, "data"),
    loadField(R6, R1, "data_end"),
    sub(R6, R2),
    rsh(R6, 6),
    jle(R6, 255, "fits"),
    mov(R6, 255),
    label("fits"),
    storeMem(W, R10, -4, R6),
    ldMapFd(R1, fine),
    mov(R2, R10),
    add(R2, -4),
    helperMapLookupElem(R1, R2),
    jeq(R0, 0, "out"),
    mov(R1, 1),
    atomicAdd(DW, R0, 0, R1),
    label("out"),
    mov(R0, XDP_PASS),
    exitInsn());

var fineLink = attach(load(fineSizer, XDP), xdp("veth0"));
var fineTraffic = sendTraffic(200);
// end::fine[]
/next

// tag::log2[]
links().forEach(Link::close);

var powers = log2(16);
var bySize = createMap(powers.histogram("by_size"));

Program log2Sizer = assemble(
    fields(xdp("veth0")),
    loadField(R2, R1, "data"),
    loadField(R6, R1, "data_end"),
    sub(R6, R2),
    powers.count(bySize, R6),
    mov(R0, XDP_PASS),
    exitInsn());

var log2Link = attach(load(log2Sizer, XDP), xdp("veth0"));
var log2Traffic = sendTraffic(200);
System.out.println(histogram(bySize));
// end::log2[]
/next

// tag::protocols[]
links().forEach(Link::close);

var protocols = createMap(MapSpec.array("protocols", U64).maxEntries(256));

Program protocolCounter = assemble(
    fields(xdp("veth0")),
    loadField(R2, R1, "data"),
    loadField(R3, R1, "data_end"),
    mov(R6, 0),

    // Only a frame with room for both headers is looked into.
    mov(R4, R2),
    add(R4, 34),
    jgt(R4, R3, "count"),
    loadMem(H, R5, R2, 12),
    be16(R5),
    jne(R5, 0x0800, "count"),
    loadMem(B, R6, R2, 23),

    label("count"),
    storeMem(W, R10, -4, R6),
    ldMapFd(R1, protocols),
    mov(R2, R10),
    add(R2, -4),
    helperMapLookupElem(R1, R2),
    jeq(R0, 0, "out"),
    mov(R1, 1),
    atomicAdd(DW, R0, 0, R1),
    label("out"),
    mov(R0, XDP_PASS),
    exitInsn());

var protocolLink = attach(load(protocolCounter, XDP), xdp("veth0"));
for (Protocol protocol : Protocol.values()) sendPackets(packets(100).carrying(protocol).times(5));
var protocolTraffic = sendTraffic(200);
// end::protocols[]
/next

// tag::live[]
links().forEach(Link::close);

var quarters = linear(256, 63);
var redrawn = createMap(quarters.histogram("redrawn"));

Program liveSizer = assemble(
    fields(xdp("veth0")),
    loadField(R2, R1, "data"),
    loadField(R6, R1, "data_end"),
    sub(R6, R2),
    quarters.count(redrawn, R6),
    mov(R0, XDP_PASS),
    exitInsn());

var liveLink = attach(load(liveSizer, XDP), xdp("veth0"));
Traffic round = sendTraffic(50);
for (int i = 1; i <= 3; i++) {
    System.out.printf("after %d rounds:%n%s%n", i, histogram(redrawn));
    round = sendTraffic(50);
}
// end::live[]
/next

// tag::directions[]
links().forEach(Link::close);

var rxSizes = createMap(linear(256, 63).histogram("rx_sizes"));
var txSizes = createMap(linear(256, 63).histogram("tx_sizes"));

Program rx = assemble(
    fields(xdp("veth0")),
    loadField(R2, R1, "data"),
    loadField(R6, R1, "data_end"),
    sub(R6, R2),
    linear(256, 63).count(rxSizes, R6),
    mov(R0, XDP_PASS),
    exitInsn());

Program tx = assemble(
    fields(tcxEgress("veth0")),
    loadField(R6, R1, "len"),
    linear(256, 63).count(txSizes, R6),
    mov(R0, TCX_NEXT),
    exitInsn());

var rxLink = attach(load(rx, XDP), xdp("veth0"));
var txLink = attach(load(tx, SCHED_CLS), tcxEgress("veth0"));
var bothWays = sendTraffic(300);
// end::directions[]
/next

// tag::interfaces[]
links().forEach(Link::close);

record Seen(long packets, long bytes) {}
var SEEN = struct(Seen.class, field("packets", U64), field("bytes", U64));
var perInterface = createMap(MapSpec.hash("per_interface", U32, SEEN).maxEntries(64));

Program interfaceCounter = assemble(
    fields(xdp("veth0")),
    loadField(R2, R1, "data"),
    loadField(R6, R1, "data_end"),
    sub(R6, R2),
    loadField(R3, R1, "ingress_ifindex"),
    storeMem(W, R10, -4, R3),

    // An entry of zeros, unless there is one already: then EEXIST, and nothing changes.
    storeMem(DW, R10, -16, 0),
    storeMem(DW, R10, -24, 0),
    ldMapFd(R1, perInterface),
    mov(R2, R10),
    add(R2, -4),
    mov(R3, R10),
    add(R3, -24),
    helperMapUpdateElem(R1, R2, R3, NOEXIST.number()),

    ldMapFd(R1, perInterface),
    mov(R2, R10),
    add(R2, -4),
    helperMapLookupElem(R1, R2),
    jeq(R0, 0, "out"),
    mov(R1, 1),
    atomicAdd(DW, R0, 0, R1),
    atomicAdd(DW, R0, 8, R6),
    label("out"),
    mov(R0, XDP_PASS),
    exitInsn());

var interfaceLoaded = load(interfaceCounter, XDP);
var interfaceLinks = List.of(attach(interfaceLoaded, xdp("veth0")), attach(interfaceLoaded, xdp("veth1")));
var interfaceTraffic = sendTraffic(300);
// end::interfaces[]
/next

// tag::protocol-sizes[]
links().forEach(Link::close);

record ProtocolSize(long protocol, long bucket) {}
var PROTOCOL_SIZE = struct(ProtocolSize.class, field("protocol", U32), field("bucket", U32));
var protocolSizes = createMap(MapSpec.hash("protocol_sizes", PROTOCOL_SIZE, U64).maxEntries(1_000));

Program protocolSizer = assemble(
    fields(xdp("veth0")),
    loadField(R6, R1, "data"),
    loadField(R7, R1, "data_end"),
    mov(R8, 0),
    mov(R4, R6),
    add(R4, 34),
    jgt(R4, R7, "key"),
    loadMem(H, R5, R6, 12),
    be16(R5),
    jne(R5, 0x0800, "key"),
    loadMem(B, R8, R6, 23),

    label("key"),
    sub(R7, R6),
    linear(256, 63).indexOf(R7),
    storeMem(W, R10, -8, R8),
    storeMem(W, R10, -4, R0),
    counter(protocolSizes).count(-8),
    mov(R0, XDP_PASS),
    exitInsn());

var protocolSizeLink = attach(load(protocolSizer, XDP), xdp("veth0"));
var protocolSizeTraffic = sendTraffic(300);
// end::protocol-sizes[]
/next

// tag::json[]
links().forEach(Link::close);

var report = createMap(linear(256, 63).histogram("report"));

Program reporter = assemble(
    fields(xdp("veth0")),
    loadField(R2, R1, "data"),
    loadField(R6, R1, "data_end"),
    sub(R6, R2),
    linear(256, 63).count(report, R6),
    mov(R0, XDP_PASS),
    exitInsn());

var reportLink = attach(load(reporter, XDP), xdp("veth0"));
var reportTraffic = sendTraffic(200);
var json = report.stream()
    .filter(entry -> entry.value() > 0)
    .map(entry -> "\"" + entry.key() + "\": " + entry.value())
    .collect(Collectors.joining(", ", "{", "}"));
System.out.println(json);
// end::json[]
