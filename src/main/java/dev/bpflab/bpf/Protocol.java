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

    boolean inIpv4() {
        return number != 0;
    }

    /** Returns the bytes of its own header, behind IPv4's. */
    int headerBytes() {
        return header;
    }
}
