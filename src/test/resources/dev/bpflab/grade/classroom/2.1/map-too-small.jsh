// fails describe create
// tag::describe[]
var spec = MapSpec.hash("counts", U32, U64).maxEntries(100);
// end::describe[]
