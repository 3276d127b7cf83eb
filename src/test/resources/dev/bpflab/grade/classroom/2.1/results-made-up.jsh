// fails assemble load attach run once final
// tag::assemble[]

// end::assemble[]
// tag::load[]

// end::load[]
// tag::attach[]

// end::attach[]
// tag::run[]
var four = new StartedProcess(1000, "true", 4);
var two = new StartedProcess(1001, "true", 2);
var one = new StartedProcess(1002, "true", 1);
for (var p : List.of(four, two, one)) counts.put(p.pid(), (long) p.execs());
// end::run[]
// tag::once[]
var once = List.of(new StartedProcess(1003, "true", 1));
counts.put(1003L, 1L);
// end::once[]
