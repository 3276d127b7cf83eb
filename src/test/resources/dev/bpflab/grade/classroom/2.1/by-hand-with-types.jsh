// passes
// tag::by-hand[]
BpfMap<Long, Long> byHand = createMap(MapSpec.hash("by_hand", U32, U64).maxEntries(16));
Map<Long, Long> tally = new HashMap<>();
for (long pid : List.of(1002L, 1001L, 1001L, 1000L, 1000L, 1000L, 1000L)) tally.merge(pid, 1L, Long::sum);
tally.forEach((pid, n) -> byHand.put(pid, n));
// end::by-hand[]
// tag::lookup[]
long found = byHand.get(1000L);
// end::lookup[]
// tag::delete[]
byHand.remove(1002L);
// end::delete[]
// tag::clean-up[]
link.close();
loaded.close();
counts.close();
byHand.close();
// end::clean-up[]
