// Calls the grader for ever, from many threads.
// ends: LIMIT
// takes all its time
for (int i = 0; i < 8; i++) new Thread(() -> { while (true) runProcesses("true", 1); }).start();
while (true) createMap(MapSpec.hash("x", U32, U64).maxEntries(1)).close();
