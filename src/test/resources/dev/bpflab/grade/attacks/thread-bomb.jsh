// Starts threads until there are no more.
// ends: COMPLETE|LIMIT|KILLED|BROKE_PROTOCOL
// takes all its time
for (int i = 0; i < 100_000; i++) {
    Thread one = new Thread(() -> { while (true) { } });
    one.setDaemon(true);
    one.start();
}
