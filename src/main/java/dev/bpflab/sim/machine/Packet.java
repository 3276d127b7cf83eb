package dev.bpflab.sim.machine;

/**
 * Where the packet of a run lies, and how far its beginning and end may move; addresses are those that the program sees.
 * A socket buffer's headers can be reached by helpers even where its data begins behind them.
 */
public final class Packet {
    /** What the kernel keeps the packet in. */
    public enum Kind {
        /** Bytes that are no packet of the kernel's. */
        NONE,
        /** A {@code struct sk_buff} in one piece. */
        SOCKET_BUFFER,
        /** A {@code struct xdp_buff} in a page of its own, what does not fit in further pieces. */
        XDP
    }

    private static final int ETHERNET_HEADER = 14;
    private static final int PAGE = 4096;
    private static final int HEADROOM = 256;
    /** {@code struct xdp_frame}, which the kernel puts in front of what the program leaves. */
    private static final int XDP_FRAME = 40;
    /** {@code struct skb_shared_info} at the page's end. */
    private static final int SHARED_INFO = 320;

    /** How many bytes of a packet lie in one piece with XDP (Linux 6.18, x86-64). */
    public static final int MAX_XDP_LINEAR = PAGE - HEADROOM - SHARED_INFO;

    final Kind kind;
    /** The frame's first byte, with the link layer's header. */
    final int mac;
    /** The lowest and the highest address that the packet may reach. */
    final int floor;

    final int ceiling;

    /** Whether a packet on a device could have more room than that, which is not simulated. */
    private final boolean hasMoreRoom;

    /** Where the metadata begins; the packet itself when there is none. */
    int meta;

    int data;
    int end;
    /** What lies in further pieces. */
    byte[] rest = {};

    private Packet(Kind kind, int floor, int mac, int data, int end, int ceiling, boolean hasMoreRoom) {
        this.kind = kind;
        this.floor = floor;
        this.mac = mac;
        this.meta = data;
        this.data = data;
        this.end = end;
        this.ceiling = ceiling;
        this.hasMoreRoom = hasMoreRoom;
    }

    /** Bytes at an address, which stay where they are. */
    static Packet plain(int at, int length) {
        return new Packet(Kind.NONE, at, at, at, at + length, at + length, false);
    }

    /** A frame at an address, of which the program sees what follows the first {@code hidden} bytes. */
    static Packet socketBuffer(int at, int length, int hidden) {
        return new Packet(Kind.SOCKET_BUFFER, at, at, at + hidden, at + length, at + length, false);
    }

    /** A frame in the page that begins at an address, its first bytes metadata in front of the packet. */
    static Packet xdp(int page, int length, int metadata) {
        int data = page + HEADROOM;
        int end = data - metadata + length;
        Packet packet = new Packet(Kind.XDP, page + XDP_FRAME, data, data, end, page + PAGE - SHARED_INFO, false);
        packet.meta = data - metadata;
        return packet;
    }

    /** A frame on a device, in a buffer that begins at an address; devices differ in how much room they leave. */
    static Packet onDevice(int buffer, int length) {
        int data = buffer + HEADROOM;
        return new Packet(Kind.XDP, buffer + XDP_FRAME, data, data, data + length, data + length, true);
    }

    /** Returns whether the packet, from its metadata on, may reach from here to there. */
    boolean hasRoom(long from, long to) {
        boolean fits = from >= floor && to <= ceiling;
        if (!fits && hasMoreRoom) {
            throw new MemoryFault("how much room a device leaves around a packet is not simulated");
        }
        return fits;
    }

    /** Returns where the network layer's header begins. */
    int network() {
        return mac + ETHERNET_HEADER;
    }

    /** Returns the number of bytes, those in further pieces included. */
    int length() {
        return end - data + rest.length;
    }

    /** Returns whether a packet from here to there is long enough for the link layer's header. */
    static boolean holdsHeader(long from, long to) {
        return from + ETHERNET_HEADER <= to;
    }
}
