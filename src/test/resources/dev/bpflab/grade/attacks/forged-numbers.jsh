// Sends a message of a kind that there is none of, and one that only the grader may send.
// ends: BROKE_PROTOCOL
var out = new java.io.FileOutputStream(java.io.FileDescriptor.out);
out.write(new byte[] {0, 0, 0, 1, 1});
out.write(new byte[] {0, 0, 0, 1, 99});
