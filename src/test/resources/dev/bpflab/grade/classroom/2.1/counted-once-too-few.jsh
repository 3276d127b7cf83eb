// fails by-hand lookup delete final
// tag::by-hand[]
var byHand = createMap(MapSpec.hash("by_hand", U32, U64).maxEntries(1_000));

void countByHand(long pid) {
    var seen = mapLookup(byHand, u32(pid));
    long count = seen == null ? 0 : readU64(seen);
    mapUpdate(byHand, u32(pid), u64(count + 1), ANY);
}

long[] seven = {1000, 1001, 1000, 1002, 1000, 1001};
for (long pid : seven) countByHand(pid);
// end::by-hand[]
