// fails attach run once final
// tag::attach[]
var link = attach(loaded, tracepoint("sched", "sched_process_fork"));
// end::attach[]
