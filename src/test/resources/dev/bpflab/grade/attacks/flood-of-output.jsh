// Prints for ever.
// ends: LIMIT
var err = new java.io.FileOutputStream(java.io.FileDescriptor.err);
while (true) err.write(new byte[1 << 20]);
