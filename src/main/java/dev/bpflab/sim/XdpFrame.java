package dev.bpflab.sim;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The {@code struct xdp_md} that programs get: data, data_end, data_meta, then the interface, queue and egress interface. */
final class XdpFrame {
    static final int SIZE = 24;

    private XdpFrame() {}

    /** Returns the context for so many bytes at an address that arrived at an interface. */
    static byte[] context(long address, int length, int ifindex) {
        return context(address, length, 0, ifindex);
    }

    /** Returns the context for so many bytes at an address, with metadata in front of it. */
    static byte[] context(long address, int length, int metadata, int ifindex) {
        return ByteBuffer.allocate(SIZE)
                .order(ByteOrder.nativeOrder())
                .putInt((int) address)
                .putInt((int) address + length)
                .putInt((int) address - metadata)
                .putInt(ifindex)
                .array();
    }
}
