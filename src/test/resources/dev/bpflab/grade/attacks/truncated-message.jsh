// Sends half a message and ends.
// ends: BROKE_PROTOCOL
{
    new java.io.FileOutputStream(java.io.FileDescriptor.out).write(new byte[] {0, 0, 1, 0, 6, 1, 2, 3});
    Runtime.getRuntime().halt(0);
}
