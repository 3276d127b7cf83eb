// Sends a message of two gigabytes.
// ends: BROKE_PROTOCOL
var out = new java.io.FileOutputStream(java.io.FileDescriptor.out);
out.write(new byte[] {0x7f, -1, -1, -1, 7});
for (int i = 0; i < 2048; i++) out.write(new byte[1 << 20]);
