// Says by itself what its variables hold: maps and programs that it never made.
// ends: BROKE_PROTOCOL|COMPLETE
var out = new java.io.FileOutputStream(java.io.FileDescriptor.out);
int kinds = dev.bpflab.agent.ClaimKind.values().length;
int done = dev.bpflab.agent.Message.DONE.ordinal();
int holds = dev.bpflab.agent.Message.HOLDS.ordinal();
out.write(new byte[] {0, 0, 0, 1, (byte) done});
for (int kind = 0; kind < kinds; kind++) {
    out.write(new byte[] {0, 0, 0, 10, (byte) holds, (byte) kind, 0, 0, 0, 1, 0, 0, 0, 1});
}
