package dev.bpflab.sim;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The {@code struct __sk_buff} that programs get (net/bpf/test_run.c for test runs): fields of 32 bits, mostly zero. */
final class SocketBuffer {
    static final int SIZE = 192;
    private static final int LEN = 0;
    private static final int PKT_TYPE = 4;
    private static final int PROTOCOL = 16;
    private static final int INGRESS_IFINDEX = 36;
    private static final int IFINDEX = 40;
    private static final int DATA = 76;
    private static final int DATA_END = 80;

    /** The interface of a test run. */
    static final int LOOPBACK = 1;

    private static final int BROADCAST = 1;
    private static final int MULTICAST = 2;
    private static final int OTHERHOST = 3;
    private static final int FIRST_ETHERTYPE = 0x600;
    private static final int ETH_P_802_3 = 1;
    private static final int ETH_P_802_2 = 4;

    private SocketBuffer() {}

    /** Returns the context of a test run for a frame of 14 bytes or more, of which {@code length} lie at an address. */
    static byte[] ofTestRun(byte[] frame, long address, int length, SimInterface device) {
        return context(frame, address, length, length, packetType(frame, device), device.index());
    }

    /** Returns the context for a frame that arrives at an interface or leaves it, of which so many bytes lie at an address. */
    static byte[] ofInterface(byte[] frame, long address, int linear, SimInterface device, boolean arrives) {
        int type = !arrives || device.isAddressedBy(frame) ? 0 : OTHERHOST;
        byte[] context = context(frame, address, linear, frame.length, type, device.index());
        ByteBuffer.wrap(context).order(ByteOrder.nativeOrder()).putInt(INGRESS_IFINDEX, arrives ? device.index() : 0);
        return context;
    }

    private static byte[] context(byte[] frame, long address, int linear, int length, int type, int ifindex) {
        ByteBuffer context = ByteBuffer.allocate(SIZE).order(ByteOrder.nativeOrder());
        context.putInt(LEN, length);
        context.putInt(PKT_TYPE, type);
        context.putInt(PROTOCOL, protocol(frame));
        context.putInt(IFINDEX, ifindex);
        context.putInt(DATA, (int) address);
        context.putInt(DATA_END, (int) address + linear);
        return context.array();
    }

    /** To this host is what goes to the device's address; that of the loopback device is all zeroes, its broadcast address too. */
    private static int packetType(byte[] frame, SimInterface device) {
        if (device.isAddressedBy(frame)) {
            return 0;
        }
        boolean toAll = device.index() != LOOPBACK;
        for (int i = 0; i < 6; i++) {
            toAll &= frame[i] == -1;
        }
        return toAll ? BROADCAST : (frame[0] & 1) != 0 ? MULTICAST : OTHERHOST;
    }

    /** The ethertype as it lies in memory; a length there means 802.3 or 802.2 ({@code eth_type_trans}). */
    private static int protocol(byte[] frame) {
        ByteBuffer bytes = ByteBuffer.wrap(frame);
        int type = bytes.getShort(12) & 0xffff;
        if (type < FIRST_ETHERTYPE) {
            boolean raw = frame.length >= 16 && bytes.getShort(14) == -1;
            type = raw ? ETH_P_802_3 : ETH_P_802_2;
        }
        boolean little = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
        return little ? Short.reverseBytes((short) type) & 0xffff : type;
    }
}
