// fails by-hand top lookup delete final clean-up
// tag::by-hand[]
var byHand = createMap(MapSpec.hash("by_hand", U32, U64).maxEntries(1_000);
// end::by-hand[]
