// fails describe
// tag::describe[]
var spec = MapSpec.array("sizes", U64).maxEntries(64);
int fullFrame = 6;
// end::describe[]
