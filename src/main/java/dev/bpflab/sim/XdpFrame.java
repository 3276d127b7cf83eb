package dev.bpflab.sim;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The {@code struct xdp_md} that a test run gives a program: data, data_end, data_meta, then the loopback interface. */
final class XdpFrame {
    private static final int SIZE = 24;
    private static final int LOOPBACK = 1;

    private XdpFrame() {}

    /** Returns the context for so many bytes at an address. */
    static byte[] context(long address, int length) {
        return ByteBuffer.allocate(SIZE)
                .order(ByteOrder.nativeOrder())
                .putInt((int) address)
                .putInt((int) address + length)
                .putInt((int) address)
                .putInt(LOOPBACK)
                .array();
    }
}
