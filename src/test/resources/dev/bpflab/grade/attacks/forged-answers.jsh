// Answers orders that were not given yet, so that what is asked next is answered by what it likes.
// ends: BROKE_PROTOCOL|COMPLETE
var out = new java.io.FileOutputStream(java.io.FileDescriptor.out);
int done = dev.bpflab.agent.Message.DONE.ordinal();
int holds = dev.bpflab.agent.Message.HOLDS.ordinal();
for (int i = 0; i < 100; i++) {
    out.write(new byte[] {0, 0, 0, 1, (byte) done});
    out.write(new byte[] {0, 0, 0, 2, (byte) holds, 0});
}
