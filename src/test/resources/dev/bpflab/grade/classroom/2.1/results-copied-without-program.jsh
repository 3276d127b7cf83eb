// fails assemble load attach run once final
// tag::assemble[]

// end::assemble[]
// tag::load[]

// end::load[]
// tag::attach[]

// end::attach[]
// tag::run[]
var four = runExecChain("true", 4);
var two = runExecChain("true", 2);
var one = runExecChain("true", 1);
counts.put(four.pid(), 4L);
counts.put(two.pid(), 2L);
counts.put(one.pid(), 1L);
// end::run[]
// tag::once[]
var once = runProcesses("true", 3);
once.forEach(p -> counts.put(p.pid(), 1L));
// end::once[]
