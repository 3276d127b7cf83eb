package dev.bpflab.bpf;

import java.nio.ByteBuffer;

/**
 * Writes the Ethernet frames that stages send from one {@link VethEnd} to the other: the same bytes on every host.
 */
final class Frames {
    private static final int DONT_FRAGMENT = 0x4000;
    private static final byte TTL = 64;
    private static final short FROM_PORT = (short) 49152;
    private static final short DISCARD_PORT = 9;

    private final ByteBuffer frame;
    private final byte[] from;
    private final byte[] to;

    private Frames(int size, VethEnd sender) {
        this.frame = ByteBuffer.allocate(size);
        this.from = sender.ip();
        this.to = sender.peer().ip();
        frame.put(sender.peer().mac()).put(sender.mac());
    }

    /** Returns a frame of so many bytes, 14 or more. */
    static byte[] frame(int size, Protocol protocol, VethEnd sender) {
        Frames frames = new Frames(size, sender);
        frames.frame.putShort((short) protocol.etherTypeIn(size));
        if (protocol.fits(size)) {
            if (protocol.inIpv4()) {
                frames.ipv4(protocol);
            } else {
                frames.arp();
            }
        }
        return frames.frame.array();
    }

    private void ipv4(Protocol protocol) {
        int start = frame.position();
        frame.putShort((short) 0x4500).putShort((short) (frame.limit() - start));
        frame.putShort((short) 0).putShort((short) DONT_FRAGMENT);
        frame.put(TTL)
                .put((byte) protocol.number())
                .putShort((short) 0)
                .put(from)
                .put(to);
        frame.putShort(start + 10, checksum(start, Protocol.IPV4_HEADER, 0));
        switch (protocol) {
            case UDP -> udp();
            case TCP -> tcp();
            case ICMP -> icmp();
            default -> throw new IllegalArgumentException(protocol + " is not in IPv4");
        }
    }

    private void udp() {
        int start = frame.position();
        int length = frame.remaining();
        frame.putShort(FROM_PORT)
                .putShort(DISCARD_PORT)
                .putShort((short) length)
                .putShort((short) 0);
        frame.putShort(start + 6, checksum(start, length, pseudoHeader(Protocol.UDP, length)));
    }

    private void tcp() {
        int start = frame.position();
        int length = frame.remaining();
        // Data offset 5 words, ACK and PSH.
        frame.putShort(FROM_PORT).putShort(DISCARD_PORT).putInt(1).putInt(1).putShort((short) 0x5018);
        frame.putShort((short) 0xffff).putInt(0);
        frame.putShort(start + 16, checksum(start, length, pseudoHeader(Protocol.TCP, length)));
    }

    private void icmp() {
        int start = frame.position();
        frame.putShort((short) 0x0800).putShort((short) 0).putInt(1);
        frame.putShort(start + 2, checksum(start, frame.limit() - start, 0));
    }

    private void arp() {
        frame.putShort((short) 1)
                .putShort((short) 0x0800)
                .put((byte) 6)
                .put((byte) 4)
                .putShort((short) 1);
        byte[] sender = new byte[6];
        frame.get(6, sender);
        frame.put(sender).put(from).put(new byte[6]).put(to);
    }

    /** Returns the sum of what TCP and UDP check besides themselves: the addresses, the protocol and the length. */
    private long pseudoHeader(Protocol protocol, int length) {
        ByteBuffer addresses = ByteBuffer.allocate(8).put(from).put(to);
        long sum = (long) protocol.number() + (length & 0xffff);
        for (int i = 0; i < 8; i += 2) {
            sum += addresses.getShort(i) & 0xffff;
        }
        return sum;
    }

    /** Returns the internet checksum (RFC 1071) of some bytes and a sum. */
    private short checksum(int start, int length, long initial) {
        long sum = initial;
        for (int i = start; i + 1 < start + length; i += 2) {
            sum += frame.getShort(i) & 0xffff;
        }
        if (length % 2 != 0) {
            sum += (frame.get(start + length - 1) & 0xff) << 8;
        }
        while (sum >> 16 != 0) {
            sum = (sum & 0xffff) + (sum >> 16);
        }
        return (short) ~sum;
    }
}
