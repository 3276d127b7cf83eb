// Sends half a message and waits for ever.
// ends: LIMIT
// takes all its time
new java.io.FileOutputStream(java.io.FileDescriptor.out).write(new byte[] {0, 0, 1, 0, 6, 1, 2, 3});
java.util.concurrent.locks.LockSupport.park();
while (true) java.util.concurrent.locks.LockSupport.parkNanos(1_000_000_000);
