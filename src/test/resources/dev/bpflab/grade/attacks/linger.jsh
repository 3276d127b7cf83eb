// Leaves threads and shutdown hooks behind that never end.
// ends: COMPLETE
Runtime.getRuntime().addShutdownHook(new Thread(() -> { while (true) { } }));
new Thread(() -> { while (true) { } }).start();
