package dev.bpflab.bpf;

/** What a packet of the stage carries behind its Ethernet header. */
public enum Protocol {
    /** A UDP datagram in IPv4. */
    UDP(0x0800, 17, 8),
    /** A TCP segment in IPv4. */
    TCP(0x0800, 6, 20),
    /** An ICMP echo request in IPv4. */
    ICMP(0x0800, 1, 8),
    /** An ARP request for IPv4. */
    ARP(0x0806, 0, 28);

    /** For experiments on one's own wires (IEEE 802, "local experimental ethertype 1"). */
    private static final int NOTHING = 0x88b5;

    static final int IPV4_HEADER = 20;

    private final int etherType;
    private final int number;
    private final int header;

    Protocol(int etherType, int number, int header) {
        this.etherType = etherType;
        this.number = number;
        this.header = header;
    }

    /** Returns the number in the Ethernet header: 0x0800 for IPv4, 0x0806 for ARP. */
    public int etherType() {
        return etherType;
    }

    /** Returns the protocol number in the IPv4 header; 0 for one that is not in IPv4. */
    public int number() {
        return number;
    }

    /** Returns the protocol number that a frame of so many bytes has in its IPv4 header; 0 when it has none. */
    public int numberIn(int size) {
        return fits(size) ? number : 0;
    }

    /** Returns the number that a frame of so many bytes has in its Ethernet header, 0x88b5 when it holds nothing else. */
    public int etherTypeIn(int size) {
        return fits(size) ? etherType : NOTHING;
    }

    /** Returns whether its headers fit into a frame of so many bytes. */
    boolean fits(int size) {
        return size >= Packets.ETHERNET_HEADER + (inIpv4() ? IPV4_HEADER : 0) + header;
    }

    boolean inIpv4() {
        return number != 0;
    }
}
