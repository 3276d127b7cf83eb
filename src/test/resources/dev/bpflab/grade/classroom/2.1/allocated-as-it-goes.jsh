// passes
// tag::describe[]
var spec = MapSpec.hash("counts", U32, U64).maxEntries(10_000).flags(NO_PREALLOC);
// end::describe[]
