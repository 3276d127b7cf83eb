// fails assemble load attach capture histogram mtu
// tag::assemble[]

// end::assemble[]
// tag::load[]

// end::load[]
// tag::attach[]

// end::attach[]
// tag::capture[]
var sent = sendPackets(packets(64, 128, 300, 576, 1514, 20_000).times(20));
var traffic = sendTraffic(200);
for (long bucket : List.of(0L, 1L, 2L, 5L, 63L)) sizes.put(bucket, 40L);
// end::capture[]
