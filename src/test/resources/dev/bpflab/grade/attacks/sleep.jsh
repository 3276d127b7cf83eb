// Waits for ever and does not let itself be woken.
// ends: LIMIT
// takes all its time
while (true) {
    try {
        Thread.sleep(1_000_000);
    } catch (InterruptedException again) {
    }
}
