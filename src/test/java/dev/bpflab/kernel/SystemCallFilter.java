package dev.bpflab.kernel;

import dev.bpflab.bpf.Errno;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A filter of system calls (seccomp(2)) as containers have it. */
public final class SystemCallFilter {
    private static final short LOAD_WORD = 0x20;
    private static final short JUMP_IF_EQUAL = 0x15;
    private static final short RETURN = 0x06;
    private static final int ERRNO = 0x0005_0000;
    private static final int ALLOW = 0x7fff_0000;

    private SystemCallFilter() {}

    /** Returns the filter that answers bpf(2) with an error and lets everything else pass. */
    public static byte[] refusingBpf(Errno errno) {
        ByteBuffer filter = ByteBuffer.allocate(4 * Long.BYTES).order(ByteOrder.nativeOrder());
        filter.putShort(LOAD_WORD).putShort((short) 0).putInt(0);
        // Skips the next instruction for another call.
        filter.putShort(JUMP_IF_EQUAL).put((byte) 0).put((byte) 1).putInt((int) SystemCall.BPF.number());
        filter.putShort(RETURN).putShort((short) 0).putInt(ERRNO | errno.number());
        filter.putShort(RETURN).putShort((short) 0).putInt(ALLOW);
        return filter.array();
    }
}
