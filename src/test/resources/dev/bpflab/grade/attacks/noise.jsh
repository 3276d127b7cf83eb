// Sends whatever comes.
// ends: BROKE_PROTOCOL
var noise = new byte[100_000];
new Random(1).nextBytes(noise);
new java.io.FileOutputStream(java.io.FileDescriptor.out).write(noise);
