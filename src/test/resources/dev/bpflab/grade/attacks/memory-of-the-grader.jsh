// Has the grader make maps that fill its memory, and programs that keep it busy.
// ends: COMPLETE|LIMIT
for (int i = 0; i < 10_000; i++) createMap(MapSpec.array("big" + i, bytes(1 << 16)).maxEntries(1 << 14));
for (int i = 0; i < 10_000; i++) createMap(MapSpec.hash("huge" + i, U32, U64).maxEntries(1 << 30));
runProcesses("true", 2_000_000_000);
burnCpu("hot", Duration.ofDays(100_000));
sendPackets(64, 1500);
