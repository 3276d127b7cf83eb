package dev.bpflab.sim;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The {@code struct xdp_md} that programs get: data, data_end, data_meta, then the interface, queue and egress interface. */
final class XdpFrame {
    private static final int SIZE = 24;

    private XdpFrame() {}

    /** Returns the context for so many bytes at an address that arrived at an interface. */
    static byte[] context(long address, int length, int ifindex) {
        return ByteBuffer.allocate(SIZE)
                .order(ByteOrder.nativeOrder())
                .putInt((int) address)
                .putInt((int) address + length)
                .putInt((int) address)
                .putInt(ifindex)
                .array();
    }
}
